package org.plumbline.numerics.dnn;

/**
 * The extents of one example of a value in a {@link LayerGraph}.
 *
 * @param channels C >= 1, or the number of features
 * @param height   pixels; 1 for features and sequences
 * @param width    pixels; 1 for features
 * @param flat     whether the value is a vector of features, [n, C], and not an image, [n, C, H, W]
 */
public record ValueShape(int channels, int height, int width, boolean flat) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if an extent is below 1 or one example would not fit into an array
     */
    public ValueShape {
        if (channels < 1 || height < 1 || width < 1 || (double) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("layer graph: extents must be >= 1 and fit into one array, got %d x %d x %d"
                    .formatted(channels, height, width));
        }
    }

    static ValueShape features(int count) {
        return new ValueShape(count, 1, 1, true);
    }

    static ValueShape image(int channels, int height, int width) {
        return new ValueShape(channels, height, width, false);
    }

    /** Returns the numbers in one example. */
    public int size() {
        return channels * height * width;
    }

    long[] dims(int batch) {
        return flat ? new long[] {batch, channels} : new long[] {batch, channels, height, width};
    }

    @Override
    public String toString() {
        return flat ? "[" + channels + "]" : "[" + channels + ", " + height + ", " + width + "]";
    }
}

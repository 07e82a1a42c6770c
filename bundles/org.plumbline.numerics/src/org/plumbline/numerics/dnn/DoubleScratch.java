package org.plumbline.numerics.dnn;

/** Memory that all operations use, one after the other. */
final class DoubleScratch {

    /** What a place is used for. */
    enum Use {
        PATCHES, MATRIX, SUMS, EXAMPLE
    }

    private final int[] lengths = new int[Use.values().length];
    private final double[][] places = new double[lengths.length][];

    void need(Use use, int length) {
        lengths[use.ordinal()] = Math.max(lengths[use.ordinal()], length);
    }

    long numbers() {
        long sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        return sum;
    }

    double[] of(Use use) {
        int k = use.ordinal();
        if (places[k] == null) {
            places[k] = new double[lengths[k]];
        }
        return places[k];
    }
}

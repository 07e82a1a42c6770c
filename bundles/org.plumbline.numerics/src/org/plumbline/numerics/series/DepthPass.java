package org.plumbline.numerics.series;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One pass along the depth that reads each layer once. Of U_0 = 0, U_{k+1} = U_k + W_k three layers are held, at both ends of the
 * window of the local mean and at its centre; the window's sum follows its ends, and the layers within it are held in a ring.
 * <p>A sum over a row is that of eight partial sums, entry j in the one of j mod 8, whatever the number of lanes and whether Java has
 * compiled this or not: the same weights give the same bits. Rows are padded to a multiple of eight; what they have too much stays
 * zero and changes no sum.</p>
 */
final class DepthPass {

    /** Partial sums of a row. */
    private static final int PARTS = 8;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() > PARTS ? DoubleVector.SPECIES_512
            : DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int SHORT_STACK = 10;
    private static final int SMALLEST_WINDOW = 3;

    private final StackedTensor tensors;
    private final int layers;
    private final int widest;
    private final int line;
    private final double[] ring;
    private final int rows;
    private final double[] normSquares;
    private final double[] incrementSquares;
    private final double[] front;
    private final double[] centre;
    private final double[] back;
    private final double[] window;
    private final double[] parts = new double[PARTS];
    private final double[] normParts = new double[PARTS];
    private final double[] incrementParts = new double[PARTS];
    /** The window holds U_i for begin <= i < end. */
    private int begin;
    private int end;

    DepthPass(StackedTensor tensors) {
        this.tensors = tensors;
        layers = tensors.layers();
        widest = Math.max(SMALLEST_WINDOW, layers / 10);
        line = (tensors.size() + PARTS - 1) / PARTS * PARTS;
        rows = Math.min(layers, Math.max(SHORT_STACK, 2 * widest + 1));
        ring = new double[rows * line];
        normSquares = new double[layers];
        incrementSquares = new double[layers - 1];
        front = new double[line];
        centre = new double[line];
        back = new double[line];
        window = new double[line];
    }

    DepthProfile run() {
        double detrended = Math.sqrt(layers < SHORT_STACK ? farthestFromChord() : farthestFromLocalMean());
        double norms = sum(normSquares);
        double increments = sum(incrementSquares);
        DepthStatistics statistics = new DepthStatistics(layers, Math.sqrt(largest(normSquares)), Math.sqrt(largest(incrementSquares)),
                Math.sqrt(norms), Math.sqrt(distanceSquare(front, 0, window, 0, 0)), Math.sqrt(increments), Math.sqrt(layers * increments),
                detrended);
        return new DepthProfile(statistics, roots(normSquares), roots(incrementSquares));
    }

    /** @return max_k |U_k - (k / L) U_L|^2 */
    private double farthestFromChord() {
        while (end < layers) {
            include();
        }
        double largest = 0;
        for (int k = 1; k <= layers; k++) {
            add(centre, ring, place(k - 1));
            largest = Math.max(largest, distanceSquare(centre, 0, front, 0, (double) k / layers));
        }
        return largest;
    }

    /** @return max_k |U_k - mean of U over [k - w_k, k + w_k)|^2; see {@link DepthStatistics} */
    private double farthestFromLocalMean() {
        double largest = 0;
        for (int k = 1; k <= layers; k++) {
            int half = Math.min(widest, Math.min(k, layers + 1 - k));
            double square;
            if (begin > 0 && end < layers && half == widest) {
                square = slide(k, 1.0 / (2 * half));
            } else {
                while (end < k + half) {
                    include();
                }
                while (begin < k - half) {
                    exclude();
                }
                add(centre, ring, place(k - 1));
                square = distanceSquare(centre, 0, window, 0, 1.0 / (2 * half));
            }
            // Math.max, unlike a comparison, keeps NaN.
            largest = Math.max(largest, square);
        }
        return largest;
    }

    /** @return where W_k stands in the ring */
    private int place(int k) {
        return k % rows * line;
    }

    /** U_end joins the window; then front goes on to the next U, and W_end is met for the first time. */
    private void include() {
        add(window, front, 0);
        if (end < layers) {
            int row = place(end);
            tensors.row(end, ring, row);
            add(front, ring, row);
            normSquares[end] = distanceSquare(ring, row, ring, row, 0);
            if (end > 0) {
                incrementSquares[end - 1] = distanceSquare(ring, row, ring, place(end - 1), 1);
            }
        }
        end++;
    }

    private void exclude() {
        subtract(window, back);
        add(back, ring, place(begin));
        begin++;
    }

    /**
     * {@link #include}, {@link #exclude} and the step of the centre to U_k in one loop: what nearly all layers of a deep stack take.
     *
     * @return |U_k - share window|^2
     */
    private double slide(int k, double share) {
        int newest = place(end);
        int before = place(end - 1);
        int middle = place(k - 1);
        int oldest = place(begin);
        tensors.row(end, ring, newest);
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -share);
        for (int part = 0; part < PARTS; part += LANES) {
            DoubleVector norm = DoubleVector.zero(SPECIES);
            DoubleVector increment = norm;
            DoubleVector square = norm;
            for (int j = part; j < line; j += PARTS) {
                DoubleVector value = load(ring, newest + j);
                DoubleVector change = value.sub(load(ring, before + j));
                norm = value.fma(value, norm);
                increment = change.fma(change, increment);
                DoubleVector ahead = load(front, j);
                DoubleVector behind = load(back, j);
                DoubleVector sum = load(window, j).add(ahead).sub(behind);
                DoubleVector here = load(centre, j).add(load(ring, middle + j));
                ahead.add(value).intoArray(front, j);
                behind.add(load(ring, oldest + j)).intoArray(back, j);
                sum.intoArray(window, j);
                here.intoArray(centre, j);
                DoubleVector distance = minus.fma(sum, here);
                square = distance.fma(distance, square);
            }
            norm.intoArray(normParts, part);
            increment.intoArray(incrementParts, part);
            square.intoArray(parts, part);
        }
        normSquares[end] = total(normParts);
        incrementSquares[end - 1] = total(incrementParts);
        end++;
        begin++;
        return total(parts);
    }

    private void add(double[] sum, double[] part, int at) {
        for (int j = 0; j < line; j += LANES) {
            load(sum, j).add(load(part, at + j)).intoArray(sum, j);
        }
    }

    private void subtract(double[] sum, double[] part) {
        for (int j = 0; j < line; j += LANES) {
            load(sum, j).sub(load(part, j)).intoArray(sum, j);
        }
    }

    /** @return |a - share b|^2 for the rows that begin at these places */
    private double distanceSquare(double[] a, int aAt, double[] b, int bAt, double share) {
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -share);
        for (int part = 0; part < PARTS; part += LANES) {
            DoubleVector square = DoubleVector.zero(SPECIES);
            for (int j = part; j < line; j += PARTS) {
                DoubleVector distance = minus.fma(load(b, bAt + j), load(a, aAt + j));
                square = distance.fma(distance, square);
            }
            square.intoArray(parts, part);
        }
        return total(parts);
    }

    /** Not by a reduction of the Vector API, whose order is left open. */
    private static double total(double[] p) {
        return ((p[0] + p[1]) + (p[2] + p[3])) + ((p[4] + p[5]) + (p[6] + p[7]));
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }

    private static double sum(double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum;
    }

    private static double largest(double[] squares) {
        double largest = 0;
        for (double square : squares) {
            largest = Math.max(largest, square);
        }
        return largest;
    }

    private static double[] roots(double[] squares) {
        for (int k = 0; k < squares.length; k++) {
            squares[k] = Math.sqrt(squares[k]);
        }
        return squares;
    }
}

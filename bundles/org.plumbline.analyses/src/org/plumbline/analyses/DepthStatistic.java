package org.plumbline.analyses;

/** The statistics along a stack of L layers, each of m numbers: name, label and formula. Formulas at the analysis. */
enum DepthStatistic {
    MAX_NORM("maxNorm", "largest norm") {
        @Override
        double of(double[] layers, int depth) {
            double largest = 0;
            int m = layers.length / depth;
            for (int k = 0; k < depth; k++) {
                largest = Math.max(largest, sumOfSquares(layers, k * m, m));
            }
            return Math.sqrt(largest);
        }
    },
    INCREMENTS("increments", "largest increment") {
        @Override
        double of(double[] layers, int depth) {
            int m = layers.length / depth;
            double[] differences = new double[layers.length - m];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = layers[i + m] - layers[i];
            }
            return MAX_NORM.of(differences, depth - 1);
        }

        @Override
        boolean isDefinedFor(int depth) {
            return depth > 1;
        }
    },
    ROOT_SUM_SQUARES("rootSumSquares", "root of the sum of squared norms") {
        @Override
        double of(double[] layers, int depth) {
            return Math.sqrt(sumOfSquares(layers, 0, layers.length));
        }
    },
    CUMULATIVE_SUM("cumulativeSum", "norm of the sum") {
        @Override
        double of(double[] layers, int depth) {
            int m = layers.length / depth;
            double[] sum = new double[m];
            for (int i = 0; i < layers.length; i++) {
                sum[i % m] += layers[i];
            }
            return Math.sqrt(sumOfSquares(sum, 0, m));
        }
    };

    private final String id;
    private final String label;

    DepthStatistic(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /**
     * @param layers [L, m], row-major. Not modified.
     * @param depth  L
     * @return the statistic, at least 0, in the unit of the entries
     */
    abstract double of(double[] layers, int depth);

    /** @return whether there is such a number at depth L */
    boolean isDefinedFor(int depth) {
        return true;
    }

    String quantity(String stack) {
        return id + "(" + stack + ")";
    }

    String label() {
        return label;
    }

    String id() {
        return id;
    }

    private static double sumOfSquares(double[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }
}

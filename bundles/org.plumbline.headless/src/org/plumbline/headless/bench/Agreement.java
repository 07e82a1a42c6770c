package org.plumbline.headless.bench;

/** How far two programs compute the same. */
final class Agreement {
    /** Below it a comparison of times says nothing. */
    static final double REQUIRED_DIGITS = 5;
    /** What single precision can show. */
    private static final double MOST_DIGITS = 9;

    private Agreement() {
    }

    /**
     * Returns the decimal digits in which two lists of results agree.
     * <p>-log10(max_i |a_i - b_i| / max_i |b_i|), between 0 and 9; 0 if one is not finite, or the lists differ in length.</p>
     * Source: definition. Pinned by AgreementTest.
     *
     * @param a ours. Not modified.
     * @param b theirs. Not modified.
     */
    static double digits(double[] a, double[] b) {
        if (a.length != b.length || a.length == 0) {
            return 0;
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isFinite(a[i]) || !Double.isFinite(b[i])) {
                return 0;
            }
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
            size = Math.max(size, Math.abs(b[i]));
        }
        return difference == 0 ? MOST_DIGITS : Math.clamp(-Math.log10(difference / size), 0, MOST_DIGITS);
    }
}

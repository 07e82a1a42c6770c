package org.plumbline.numerics.fourier;

/**
 * The discrete Fourier transform of complex numbers.
 * <p>X_k = sum_{j < n} x_j exp(-2 pi i j k / n), unscaled: transforming forward and then with the sign turned gives n x. Powers of
 * two by radix 2 with tabulated roots; other lengths as a convolution of length 2^ceil(log2(2 n - 1)) (Bluestein).</p>
 * Shape: real and imaginary parts in two arrays [n]. Relative error in the root of the mean square of about 1e-16 log2 n.
 * Immutable; safe for all threads.
 * Source: Cooley, Tukey, Math. Comp. 19 (1965) 297; Bluestein, IEEE Trans. AU-18 (1970) 451. Pinned by FftTest.
 */
public final class Fft {

    private final int length;
    private final double[] cosines;
    private final double[] sines;
    private final Chirp chirp;

    /**
     * Tabulates the roots of one length.
     *
     * @param length n, in [1, 2^28]
     * @throws IllegalArgumentException if the length is out of range
     */
    public Fft(int length) {
        if (length < 1 || length > 1 << 28) {
            throw new IllegalArgumentException("Fourier transform: length must lie in [1, 2^28], got " + length);
        }
        this.length = length;
        boolean powerOfTwo = Integer.bitCount(length) == 1;
        cosines = new double[powerOfTwo ? length / 2 : 0];
        sines = new double[cosines.length];
        for (int k = 0; k < cosines.length; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / length);
            sines[k] = Math.sin(2 * Math.PI * k / length);
        }
        chirp = powerOfTwo ? null : new Chirp(length);
    }

    /** Returns n. */
    public int length() {
        return length;
    }

    /** Returns the smallest power of two that is at least n, for 1 <= n <= 2^30. */
    public static int powerOfTwoFrom(int n) {
        return n <= 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
    }

    /**
     * Replaces x by X.
     *
     * @param re real parts [n]. Modified.
     * @param im imaginary parts [n]. Modified.
     * @throws IllegalArgumentException if a length is not n
     */
    public void forward(double[] re, double[] im) {
        if (re.length != length || im.length != length) {
            throw new IllegalArgumentException(
                    "Fourier transform: expected " + length + " numbers, got " + re.length + " and " + im.length);
        }
        if (chirp != null) {
            chirp.transform(re, im);
            return;
        }
        reverseBits(re, im);
        for (int half = 1; half < length; half *= 2) {
            int step = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int a = start + k;
                    int b = a + half;
                    double c = cosines[k * step];
                    double s = -sines[k * step];
                    double x = c * re[b] - s * im[b];
                    double y = c * im[b] + s * re[b];
                    re[b] = re[a] - x;
                    im[b] = im[a] - y;
                    re[a] += x;
                    im[a] += y;
                }
            }
        }
    }

    private void reverseBits(double[] re, double[] im) {
        int shift = Integer.numberOfLeadingZeros(length) + 1;
        for (int k = 1; k < length; k++) {
            int other = Integer.reverse(k) >>> shift;
            if (other > k) {
                double kept = re[k];
                re[k] = re[other];
                re[other] = kept;
                kept = im[k];
                im[k] = im[other];
                im[other] = kept;
            }
        }
    }

    /** With c_j = exp(-i pi j^2 / n): X_k = c_k sum_j (x_j c_j) conj(c_{k - j}). */
    private static final class Chirp {
        private final int n;
        private final Fft fft;
        private final double[] re;
        private final double[] im;
        private final double[] kernelRe;
        private final double[] kernelIm;

        Chirp(int n) {
            this.n = n;
            fft = new Fft(powerOfTwoFrom(2 * n - 1));
            re = new double[n];
            im = new double[n];
            kernelRe = new double[fft.length];
            kernelIm = new double[fft.length];
            for (int j = 0; j < n; j++) {
                // j^2 modulo 2 n first: the angle of a large square has no digits left.
                double angle = Math.PI * ((long) j * j % (2L * n)) / n;
                re[j] = Math.cos(angle);
                im[j] = -Math.sin(angle);
                kernelRe[j] = re[j];
                kernelIm[j] = -im[j];
                if (j > 0) {
                    kernelRe[fft.length - j] = re[j];
                    kernelIm[fft.length - j] = -im[j];
                }
            }
            fft.forward(kernelRe, kernelIm);
        }

        void transform(double[] x, double[] y) {
            double[] a = new double[fft.length];
            double[] b = new double[fft.length];
            for (int j = 0; j < n; j++) {
                a[j] = x[j] * re[j] - y[j] * im[j];
                b[j] = x[j] * im[j] + y[j] * re[j];
            }
            fft.forward(a, b);
            for (int k = 0; k < fft.length; k++) {
                double product = a[k] * kernelRe[k] - b[k] * kernelIm[k];
                // The conjugate, so that the forward transform inverts.
                b[k] = -(a[k] * kernelIm[k] + b[k] * kernelRe[k]);
                a[k] = product;
            }
            fft.forward(a, b);
            for (int k = 0; k < n; k++) {
                double p = a[k] / fft.length;
                double q = -b[k] / fft.length;
                x[k] = p * re[k] - q * im[k];
                y[k] = p * im[k] + q * re[k];
            }
        }
    }
}

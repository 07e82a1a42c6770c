package org.plumbline.headless.bench;

/**
 * What a peer runs on.
 *
 * @param torch      version
 * @param python     version
 * @param blas       file of the linear algebra library that a product of matrices loaded
 * @param capability SIMD level of PyTorch's own kernels
 * @param threads    of PyTorch
 */
record PeerIdentity(String torch, String python, String blas, String capability, int threads) {

    /**
     * Returns whether products go through the reference library, which is ten times slower than the others: a ratio to it says
     * nothing.
     */
    boolean hasReferenceBlas() {
        return blas.startsWith("blas/");
    }

    @Override
    public String toString() {
        return "PyTorch " + torch + ", Python " + python + ", " + blas + ", " + capability + ", threads " + threads;
    }
}

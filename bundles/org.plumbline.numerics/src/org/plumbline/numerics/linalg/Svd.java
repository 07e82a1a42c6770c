package org.plumbline.numerics.linalg;

/**
 * The thin singular value decomposition of a matrix A.
 * <p>A = U diag(s) V^T with U^T U = V^T V = I and s_1 >= s_2 >= ... >= s_k >= 0.</p>
 * Shape: with k = min(rows, columns): u is [rows, k], s is [k], vt is [k, columns], all row-major.
 * The arrays belong to whoever asked for the decomposition.
 *
 * @param rows    rows of A
 * @param columns columns of A
 * @param u       left singular vectors, one a column
 * @param s       singular values, in the units of A, descending
 * @param vt      right singular vectors, one a row
 */
public record Svd(int rows, int columns, double[] u, double[] s, double[] vt) {
}

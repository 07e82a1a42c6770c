package org.plumbline.engine.result;

import org.eclipse.collections.api.list.ImmutableList;

/**
 * One point of a series over replicates.
 *
 * @param x      where
 * @param value  mean over the replicates, NaN if none ended well
 * @param low    smallest replicate
 * @param high   largest replicate
 * @param n      number of replicates used
 * @param asked  number of replicates that were asked for and have ended; asked - n diverged or failed
 * @param trials ids of those used
 */
public record ResultPoint(double x, double value, double low, double high, int n, int asked, ImmutableList<String> trials) {
}

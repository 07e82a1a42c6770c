package org.plumbline.headless.bench;

/**
 * What one measurement found.
 *
 * @param cpuMs  processor time of one step, ms
 * @param wallMs time of one step by the clock, ms
 * @param values losses step by step, or other results to compare
 */
record Sample(double cpuMs, double wallMs, double[] values) {
}

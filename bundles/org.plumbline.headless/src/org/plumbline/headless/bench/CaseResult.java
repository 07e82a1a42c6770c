package org.plumbline.headless.bench;

import java.util.List;

/**
 * What was measured in one case.
 *
 * @param id        of the case
 * @param title     of the case
 * @param work      of one step
 * @param note      how we do it
 * @param cpuMs     our processor time of a step
 * @param wallMs    our time of a step
 * @param peakFlops of one thread in that precision, GFLOP/s, measured before the case
 * @param peakBytes of one thread from and to memory, GB/s
 * @param load      average load of the machine at the end; negative if unknown
 * @param peers     the peers
 */
record CaseResult(String id, String title, Work work, String note, Spread cpuMs, Spread wallMs, double peakFlops,
        double peakBytes, double load, List<PeerRow> peers) {
    private static final double NANOS_PER_MS = 1e6;

    /** Returns our operations a second relative to the peak. */
    double fractionOfFlops() {
        return work.flops() / (NANOS_PER_MS * cpuMs.median()) / peakFlops;
    }

    /** Returns our bytes a second relative to the peak of the memory; above 1 where caches serve. */
    double fractionOfBytes() {
        return work.bytes() / (NANOS_PER_MS * cpuMs.median()) / peakBytes;
    }
}

package org.plumbline.headless.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Times one case: everybody warmed up first, then we and each peer in turn, so that a change of load meets both. */
final class CaseRunner {
    private static final int COMPARED_STEPS = 5;
    private static final double WARM_UP_MS = 3000;
    private static final double SAMPLE_MS = 150;
    private static final int MAX_STEPS = 200;

    private final Path scratch;
    private final String python;
    private final int repeats;
    private final MachinePeak peak;
    private PeerIdentity identity;

    CaseRunner(Path scratch, String python, int repeats, MachinePeak peak) {
        this.scratch = scratch;
        this.python = python;
        this.repeats = repeats;
        this.peak = peak;
    }

    /** Returns what the last peer said of itself. */
    PeerIdentity identity() {
        return identity;
    }

    CaseResult run(BenchCase bench) throws IOException {
        Path folder = Files.createDirectory(scratch.resolve(bench.id()));
        peak.measure();
        try (Subject ours = bench.prepare(folder)) {
            double[] values = ours.run(COMPARED_STEPS).values();
            int steps = warmUp(ours);
            List<Sample> own = new ArrayList<>();
            List<PeerRow> rows = new ArrayList<>();
            // One peer at a time: ten thousand layers of autograd need memory that others' times should not pay for.
            for (PeerVariant variant : bench.peers()) {
                Subject other = bench.own(variant);
                if (other != null) {
                    warmUp(other);
                    rows.add(compare(ours, steps, values, other, variant, own, true));
                    continue;
                }
                try (PeerProcess peer = PeerProcess.start(python, scratch)) {
                    identity = peer.identity();
                    peer.prepare(variant, folder);
                    rows.add(compare(ours, steps, values, peer, variant, own, !identity.hasReferenceBlas()));
                }
            }
            return new CaseResult(bench.id(), bench.title(), bench.work(), ours.note(), cpu(own), wall(own),
                    peak.flops(bench.work().precision()), peak.bandwidth(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), rows);
        }
    }

    private PeerRow compare(Subject ours, int ourSteps, double[] ourValues, Subject peer, PeerVariant variant, List<Sample> own,
            boolean fair) throws IOException {
        double digits = Agreement.digits(ourValues, peer.run(COMPARED_STEPS).values());
        int steps = stepsFor(peer.run(1).cpuMs() * variant.shares());
        List<Sample> theirs = new ArrayList<>();
        List<Sample> before = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            before.add(ours.run(ourSteps));
            theirs.add(peer.run(steps));
        }
        own.addAll(before);
        double[] cpuRatios = new double[repeats];
        double[] wallRatios = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            cpuRatios[i] = theirs.get(i).cpuMs() / before.get(i).cpuMs();
            wallRatios[i] = theirs.get(i).wallMs() / before.get(i).wallMs();
        }
        return new PeerRow(variant.name(), peer.note(), cpu(theirs), wall(theirs), Spread.of(cpuRatios), Spread.of(wallRatios),
                digits, variant.floor(), fair);
    }

    /** Runs until the compiler has had its time; returns how many steps make a sample. */
    private static int warmUp(Subject subject) throws IOException {
        double least = Double.MAX_VALUE;
        double spent = 0;
        for (int steps = 1; spent < WARM_UP_MS;) {
            Sample sample = subject.run(steps);
            spent += Math.max(sample.wallMs() * steps, 1);
            least = Math.min(least, sample.cpuMs());
            steps = stepsFor(least);
        }
        return stepsFor(least);
    }

    private static int stepsFor(double cpuMs) {
        return Math.clamp(Math.round(SAMPLE_MS / Math.max(cpuMs, 1e-3)), 1, MAX_STEPS);
    }

    private static Spread cpu(List<Sample> samples) {
        return Spread.of(samples.stream().mapToDouble(Sample::cpuMs).toArray());
    }

    private static Spread wall(List<Sample> samples) {
        return Spread.of(samples.stream().mapToDouble(Sample::wallMs).toArray());
    }
}

package org.plumbline.headless.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** The results as a table. */
final class BenchText extends BenchReport {
    private static final String LINE = "  %-24s %-22s %-22s %-20s %-20s %6s  %s";

    BenchText(PrintWriter out) {
        super(out);
    }

    @Override
    void start(PeerIdentity peer, MachinePeak peak, int repeats) {
        out().println(machine() + "; one thread each");
        out().println("Peer: " + peer);
        out().printf(Locale.ROOT, "Peak of one thread: %.0f GFLOP/s float, %.0f double (multiply-add loop); %.1f GB/s (triad)%n",
                peak.flops(Work.Precision.FLOAT), peak.flops(Work.Precision.DOUBLE), peak.bandwidth());
        out().println("Times in ms a step and ratios peer/ours: median (min-max) of " + repeats + " interleaved samples.");
        if (peer.hasReferenceBlas()) {
            out().println("The peer's products run through the reference BLAS: no row counts; install libopenblas0-pthread.");
        }
    }

    @Override
    void add(CaseResult result) {
        out().println();
        out().println(result.id() + ": " + result.title());
        out().printf(Locale.ROOT, "  %.3g MFLOP, %.3g MB a step (%s); load %.1f%n", 1e-6 * result.work().flops(),
                1e-6 * result.work().bytes(), result.work().counted(), result.load());
        line("", "CPU", "wall", "CPU ratio", "wall ratio", "digits", "owed");
        line("ours", result.cpuMs(), result.wallMs(), "", "", "", String.format(Locale.ROOT,
                "%.0f %% of peak flops, %.0f %% of triad bandwidth; %s", 100 * result.fractionOfFlops(),
                100 * result.fractionOfBytes(), result.note()));
        for (PeerRow row : result.peers()) {
            line(row.name(), row.cpuMs(), row.wallMs(), row.cpuRatio(), row.wallRatio(),
                    String.format(Locale.ROOT, "%.1f", row.digits()), verdict(row) + "; " + row.note());
        }
        out().flush();
    }

    private void line(Object... cells) {
        out().println(String.format(LINE, cells).stripTrailing());
    }

    private static String verdict(PeerRow row) {
        return switch (row.verdict()) {
            case DISAGREES -> "DOES NOT COUNT, fewer than " + (int) Agreement.REQUIRED_DIGITS + " digits agree";
            case UNFAIR -> "DOES NOT COUNT, reference BLAS";
            case NO_FLOOR -> "no floor";
            case REACHED -> Spread.number(row.floor()) + "x reached";
            case BELOW -> Spread.number(row.floor()) + "x NOT reached";
        };
    }

    @Override
    void end() {
        out().flush();
    }
}

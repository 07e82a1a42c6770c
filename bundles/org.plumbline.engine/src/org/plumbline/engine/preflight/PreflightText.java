package org.plumbline.engine.preflight;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.finding.Finding;

/** What a run will take, for people: the same words on the command line and in the workbench. */
public final class PreflightText {
    private static final String UNKNOWN = "not known";
    /** Lines of cells that are shown, at most. */
    private static final int CELLS = 40;
    private final StringBuilder text = new StringBuilder();

    private PreflightText() {
    }

    /** @return lines, each ended */
    public static String of(Preflight preflight) {
        PreflightText writer = new PreflightText();
        writer.findings(preflight);
        if (preflight.cells().notEmpty()) {
            writer.summary(preflight);
            writer.cells(preflight.cells());
            preflight.notes().forEach(note -> writer.line("  - " + note));
        }
        return writer.text.toString();
    }

    private void findings(Preflight preflight) {
        ImmutableList<Finding> others = preflight.findings().reject(preflight.notDefined()::contains);
        others.forEach(finding -> line(preflight.name() + ": " + finding));
        if (preflight.notDefined().notEmpty()) {
            line(preflight.name() + ": analyses that are not defined for this architecture:");
            preflight.notDefined().forEach(finding -> line("  " + finding.element() + ": " + finding.text()));
        }
        if (preflight.cells().isEmpty()) {
            line(preflight.name() + ": cannot run");
        }
    }

    private void summary(Preflight preflight) {
        StringBuilder trials = new StringBuilder(preflight.name() + ": " + count(preflight.cells().size(), "cell") + ", "
                + count(preflight.trials(), "trial"));
        if (preflight.here() > 0) {
            trials.append(", ").append(preflight.here()).append(" of them done here");
        }
        if (preflight.beside() > 0) {
            trials.append(", ").append(preflight.beside()).append(" taken over from runs beside");
        }
        line(trials.append("; ").append(preflight.pending()).append(" to run, ").append(preflight.workers()).append(" at a time").toString());
        if (preflight.pending() == 0) {
            line("  nothing is left to be computed");
            return;
        }
        line("  time    " + preflight.time().map(PreflightText::span).orElse(UNKNOWN));
        line("  memory  at most " + Memory.text(preflight.memory().total()) + " for one trial, "
                + Memory.text(preflight.together().total()) + " for those at work together (arrays; Java itself takes more)");
        preflight.disk().ifPresent(disk -> line("  disk    " + Memory.text(disk.kept()) + " at most, of which " + Memory.text(disk.parameters())
                + " are trained parameters; with checkpoints " + Memory.text(disk.peak()) + "; "
                + (disk.space().free() < 0 ? "free space not known" : Memory.text(disk.space().free()) + " are free") + " on "
                + disk.space().fileSystem()));
        if (preflight.notDefined().isEmpty()) {
            line("  all analyses are defined for this architecture");
        }
    }

    private void cells(ImmutableList<CellEstimate> cells) {
        line("");
        int width = Math.max(4, cells.collectInt(cell -> cell.label().length()).max());
        String format = "%-" + width + "s  %7s  %12s  %-26s  %-34s  %8s\n";
        text.append(String.format(Locale.ROOT, format, "cell", "to run", "parameters", "a step", "a trial", "memory"));
        cells.take(CELLS).forEach(cell -> text.append(String.format(Locale.ROOT, format, cell.label(),
                cell.pending() == cell.trials() ? Integer.toString(cell.trials()) : cell.pending() + "/" + cell.trials(),
                String.format(Locale.ROOT, "%,d", cell.parameters()), brief(cell.step()), brief(cell.trial()),
                Memory.text(cell.memory().total()))));
        if (cells.size() > CELLS) {
            line("... and " + (cells.size() - CELLS) + " more cells");
        }
        line("");
    }

    private static String span(TimeSpan span) {
        return "about " + duration(span.seconds()) + "; between " + duration(span.low()) + " and " + duration(span.high()) + " with "
                + Math.round(100 * Preflight.LEVEL) + " %";
    }

    private static String brief(Optional<TimeSpan> span) {
        return span.map(s -> duration(s.seconds()) + " (" + duration(s.low()) + " - " + duration(s.high()) + ")").orElse(UNKNOWN);
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** @return a time for people, e.g. {@code 1.4 ms} or {@code 2 h 5 min} */
    static String duration(double seconds) {
        if (seconds < 0.9995) {
            return seconds < 0.9995e-3 ? String.format(Locale.ROOT, "%.3g us", 1e6 * seconds) : String.format(Locale.ROOT, "%.3g ms", 1e3 * seconds);
        }
        if (seconds < 59.5) {
            return String.format(Locale.ROOT, "%.2g s", seconds);
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 60) {
            return seconds < 600 ? Math.round(seconds) / 60 + " min " + Math.round(seconds) % 60 + " s" : minutes + " min";
        }
        long hours = Math.round(seconds / 3600);
        return minutes < 48 * 60 ? minutes / 60 + " h " + minutes % 60 + " min" : hours / 24 + " d " + hours % 24 + " h";
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}

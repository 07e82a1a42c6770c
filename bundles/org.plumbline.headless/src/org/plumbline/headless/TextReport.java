package org.plumbline.headless;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunArchive;

/** A run for people in a terminal: what ran, and each estimate with its error and origin. */
final class TextReport {
    private TextReport() {
    }

    static void write(RunArchive run, Path folder, PrintWriter out) {
        out.println(run.header().title());
        out.println("  run      " + folder + ", identity " + run.header().identity());
        out.println("  trials   " + states(run) + (run.complete() ? "" : "; interrupted, " + run.header().planned() + " planned"));
        out.printf(Locale.ROOT, "  work     %d steps in %.1f s of trial time%n",
                run.records().sumOfLong(r -> r.steps()), run.records().sumOfDouble(r -> Double.isNaN(r.seconds()) ? 0 : r.seconds()));
        for (String analysis : run.results().collect(AnalysisResult::analysis).distinct()) {
            out.println();
            out.println(analysis);
            out.printf("  %-28s %10s %9s  %-19s %5s %3s%n", "exponent of", "estimate", "s.e.", "interval", "level", "n");
            run.results().select(r -> r.analysis().equals(analysis)).forEach(result -> write(result, out));
            run.results().select(r -> r.analysis().equals(analysis)).flatCollect(AnalysisResult::notes).distinct()
                    .forEach(note -> out.println("  note: " + note));
        }
    }

    private static void write(AnalysisResult result, PrintWriter out) {
        if (result.estimate().isEmpty()) {
            out.printf("  %-28s %10s%n", result.quantity(), "none");
            return;
        }
        Estimate e = result.estimate().get();
        String interval = e.hasInterval() ? String.format(Locale.ROOT, "[%+.3f, %+.3f]", e.low(), e.high()) : "none";
        out.printf(Locale.ROOT, "  %-28s %+10.3f %9s  %-19s %4.0f%% %3d%n", result.quantity(), e.value(),
                Double.isFinite(e.standardError()) ? String.format(Locale.ROOT, "%.3f", e.standardError()) : "none",
                interval, 100 * e.level(), e.n());
    }

    private static String states(RunArchive run) {
        StringBuilder text = new StringBuilder();
        for (TrialState state : TrialState.values()) {
            int count = run.records().count(r -> r.state() == state);
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(state.name().toLowerCase(Locale.ROOT));
            }
        }
        return text.isEmpty() ? "none has ended" : text.toString();
    }
}

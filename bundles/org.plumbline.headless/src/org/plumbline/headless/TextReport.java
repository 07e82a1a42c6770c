package org.plumbline.headless;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunArchive;

/** A run for people in a terminal: what ran, what follows from it, and each estimate with its error and origin. */
final class TextReport {
    private static final ImmutableList<String> HEADING = Lists.immutable.with("estimate of", "value", "s.e.", "interval", "level", "n");

    private TextReport() {
    }

    /** Everything. */
    static void write(RunArchive run, Path folder, PrintWriter out) {
        write(run, folder, true, out);
    }

    /** All but the tables, which are counted. */
    static void brief(RunArchive run, Path folder, PrintWriter out) {
        write(run, folder, false, out);
    }

    private static void write(RunArchive run, Path folder, boolean full, PrintWriter out) {
        out.println(run.header().title());
        out.println("  run      " + folder + ", identity " + run.header().identity());
        out.println("  trials   " + states(run) + (run.complete() ? "" : "; interrupted, " + run.header().planned() + " planned"));
        out.printf(Locale.ROOT, "  work     %d steps in %.1f s of trial time%n",
                run.records().sumOfLong(r -> r.steps()), run.records().sumOfDouble(r -> Double.isNaN(r.seconds()) ? 0 : r.seconds()));
        ImmutableList<AnalysisResult> concluding = run.results().select(result -> result.conclusion().isPresent());
        if (concluding.notEmpty()) {
            out.println();
            out.println("conclusions");
            concluding.forEach(result -> write(result.label(), result.conclusion().orElseThrow(), out));
        }
        for (String analysis : run.results().collect(AnalysisResult::analysis).distinct()) {
            out.println();
            out.println(analysis);
            write(run.results().select(r -> r.analysis().equals(analysis)), full, out);
        }
        if (!full) {
            beside(run, folder, out);
        }
    }

    private static void beside(RunArchive run, Path folder, PrintWriter out) {
        int tables = run.results().flatCollect(AnalysisResult::allTables).size();
        int cautions = (int) run.results().sumOfInt(result -> result.estimate().map(e -> e.cautions().size()).orElse(0));
        String what = (tables == 0 ? "" : tables + (tables == 1 ? " table" : " tables"))
                + (tables == 0 || cautions == 0 ? "" : ", and ") + (cautions == 0 ? "" : "what stands under 'but' in sentences");
        if (!what.isEmpty()) {
            out.println();
            out.println(what + ": plumbline report " + folder);
        }
    }

    private static void write(ImmutableList<AnalysisResult> results, boolean full, PrintWriter out) {
        ImmutableList<EstimateCells> estimates = results.select(Outline::hasEstimateRow).collect(EstimateCells::of);
        if (estimates.notEmpty()) {
            ImmutableList<String> heading = estimates.allSatisfy(e -> e.but().isEmpty()) ? HEADING : HEADING.newWith("but");
            TextTable.lines(heading, estimates.collect(e -> e.list(heading.size()))).forEach(line -> out.println("  " + line));
        }
        results.select(Outline::isSeriesAlone).forEach(result -> out.println("  " + Outline.series(result)));
        results.flatCollect(full ? AnalysisResult::remarks : AnalysisResult::notes).distinct().forEach(note -> out.println("  note: " + note));
        if (full) {
            results.select(result -> result.allTables().notEmpty()).forEach(result -> {
                out.println();
                out.println("  " + result.label());
                result.allTables().forEach(table -> write(table, out));
            });
        }
    }

    private static void write(String label, Conclusion conclusion, PrintWriter out) {
        out.println("  " + label + ": " + Outline.verdict(conclusion));
        conclusion.evidence().forEach(sentence -> out.println("    - " + sentence));
    }

    private static void write(ResultTable table, PrintWriter out) {
        out.println("    " + table.title());
        TextTable.lines(table.columns(), table.rows()).forEach(line -> out.println("      " + line));
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

package org.plumbline.headless;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.set.ImmutableSet;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.FigureOrigin;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.spi.FigureRenderer;

/**
 * A run as one HTML page without references to anything outside: conclusions, estimates with the trials behind them, figures
 * and tables, trials, provenance.
 */
final class HtmlReport {
    private static final String STYLE = "body{font:15px/1.5 sans-serif;color:#222;max-width:62em;margin:2em auto;padding:0 1em}"
            + "table{border-collapse:collapse;margin:1em 0}th,td{padding:.25em .7em;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}"
            + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}figure{margin:1.5em 0}figure svg{max-width:100%;height:auto}"
            + "code{font-size:90%}figcaption{color:#444}.verdict{font-size:150%;font-weight:bold;margin:.2em 0}.undecided{color:#8a4b00}"
            + "section.conclusion{border-left:4px solid #0072b2;padding:.1em 1em;margin:1em 0}details code{display:block}";
    private final ContributionRegistry registry;
    private final RunArchive run;
    private final FigureOrigin origin;
    private final ImmutableSet<String> trials;
    private final PrintWriter out;

    HtmlReport(ContributionRegistry registry, RunArchive run, FigureOrigin origin, PrintWriter out) {
        this.registry = registry;
        this.run = run;
        this.origin = origin;
        this.trials = run.records().collect(TrialRecord::id).toImmutableSet();
        this.out = out;
    }

    void write() {
        String title = escape(run.header().title());
        line("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>" + title + "</title><style>" + STYLE
                + "</style></head><body>");
        line("<h1>" + title + "</h1>");
        line("<p>Run of <code>" + escape(run.header().name()) + "</code>, identity <code>" + escape(run.header().identity())
                + "</code>. " + run.records().size() + " of " + run.header().planned() + " trials have ended"
                + (run.complete() ? "" : "; the run was interrupted") + ".</p>");
        conclusions();
        estimates();
        details();
        trials();
        line("<h2>Where it was made</h2><table>");
        run.header().provenance().forEachKeyValue((key, value) -> line("<tr><th>" + escape(key) + "</th><td>" + escape(value) + "</td></tr>"));
        line("</table></body></html>");
    }

    private void conclusions() {
        ImmutableList<AnalysisResult> concluding = run.results().select(r -> r.conclusion().isPresent());
        if (concluding.isEmpty()) {
            return;
        }
        line("<h2>Conclusions</h2>");
        for (AnalysisResult result : concluding) {
            result.conclusion().ifPresent(c -> {
                line("<section class=\"conclusion\"><p>" + escape(result.label()) + "</p><p class=\"verdict" + (c.decided() ? "" : " undecided")
                        + "\">" + escape(Outline.verdict(c)) + "</p>");
                if (c.evidence().notEmpty()) {
                    line(c.evidence().collect(sentence -> "<li>" + escape(sentence) + "</li>").makeString("<ul>", "", "</ul>"));
                }
                line("</section>");
            });
        }
    }

    private void estimates() {
        ImmutableList<AnalysisResult> rows = run.results().select(Outline::hasEstimateRow);
        ImmutableList<AnalysisResult> series = run.results().select(Outline::isSeriesAlone);
        if (rows.notEmpty()) {
            line("<h2>Estimates</h2><table><tr><th>estimate of</th><th class=\"n\">value</th><th class=\"n\">s.e.</th><th>interval</th>"
                    + "<th class=\"n\">level</th><th class=\"n\">n</th><th>but</th><th>method</th><th>trials</th></tr>");
            rows.forEach(this::estimate);
            line("</table>");
        }
        if (series.notEmpty()) {
            line(series.collect(result -> "<li>" + escape(Outline.series(result)) + "</li>").makeString("<h2>Series</h2><ul>", "", "</ul>"));
        }
        run.results().flatCollect(AnalysisResult::remarks).distinct().forEach(note -> line("<p>" + escape(note) + "</p>"));
    }

    private void estimate(AnalysisResult result) {
        EstimateCells cells = EstimateCells.of(result);
        line("<tr><td>" + escape(cells.what()) + "</td><td class=\"n\">" + cells.value() + "</td><td class=\"n\">" + cells.error()
                + "</td><td>" + cells.interval() + "</td><td class=\"n\">" + cells.level() + "</td><td class=\"n\">" + cells.n() + "</td><td>"
                + escape(cells.but()) + "</td><td>" + escape(result.estimate().map(e -> e.method()).orElse("")) + "</td><td>"
                + result.estimate().map(e -> trials(e.trials())).orElse("") + "</td></tr>");
    }

    private String trials(ImmutableList<String> ids) {
        String count = ids.size() + (ids.size() == 1 ? " trial" : " trials");
        return ids.isEmpty() ? count : ids.collect(id -> "<code>" + (trials.contains(id) ? "<a href=\"#t-" + escape(id) + "\">" + shorter(id) + "</a>"
                : shorter(id)) + "</code>").makeString("<details><summary>" + count + "</summary>", "", "</details>");
    }

    /** The figure and the tables of each result; where there is a figure, the tables wait until they are asked for. */
    private void details() {
        Optional<FigureRenderer> renderer = registry.all(ContributionKind.FIGURE).getFirstOptional().map(c -> c.create(FigureRenderer.class));
        ImmutableList<AnalysisResult> shown = run.results().select(r -> r.allTables().notEmpty() || renderer.isPresent() && r.hasData());
        if (shown.notEmpty()) {
            line("<h2>Figures and tables</h2>");
        }
        for (AnalysisResult result : shown) {
            line("<section><h3>" + escape(result.label()) + "</h3>");
            boolean drawn = renderer.isPresent() && result.hasData();
            if (drawn) {
                figure(renderer.get(), result);
            }
            ImmutableList<ResultTable> tables = result.allTables();
            if (tables.notEmpty()) {
                int count = tables.size();
                line(drawn ? "<details><summary>" + count + (count == 1 ? " table" : " tables") + "</summary>" : "");
                tables.forEach(this::table);
                line(drawn ? "</details>" : "");
            }
            line("</section>");
        }
    }

    private void figure(FigureRenderer renderer, AnalysisResult result) {
        EstimateCells cells = EstimateCells.of(result);
        String estimate = result.estimate().isEmpty() ? ""
                : " " + cells.what() + ": " + cells.value() + (cells.interval().startsWith("[") ? " " + cells.interval() + " at " + cells.level() : "") + ".";
        String verdict = result.conclusion().map(c -> " " + Outline.verdict(c) + ".").orElse("");
        String picture;
        try {
            picture = renderer.svg(result, origin.json(ProductVersion.number(), Lists.immutable.with(result)))
                    .replaceFirst("^<\\?xml[^>]*\\?>\\s*", "");
        } catch (RuntimeException | LinkageError e) {
            picture = "<p>The figure cannot be drawn: " + escape(e.toString()) + "</p>";
        }
        line("<figure>" + picture + "<figcaption>" + escape(result.label() + "." + verdict + estimate) + "</figcaption></figure>");
    }

    private void table(ResultTable table) {
        line("<table><caption>" + escape(table.title()) + "</caption><tr>" + table.columns().collect(c -> "<th>" + escape(c) + "</th>").makeString("") + "</tr>");
        table.rows().forEach(row -> line("<tr>" + row.collect(cell -> "<td>" + escape(cell) + "</td>").makeString("") + "</tr>"));
        line("</table>");
    }

    private void trials() {
        line("<h2>Trials</h2><table><tr><th>trial</th><th>cell</th><th class=\"n\">seed</th><th>state</th><th class=\"n\">final loss</th>"
                + "<th class=\"n\">steps</th><th class=\"n\">seconds</th><th>message</th></tr>");
        run.records().forEach(r -> line(String.format(Locale.ROOT, "<tr id=\"t-%s\"><td><code>%s</code></td><td>%s</td><td class=\"n\">%d</td>"
                + "<td>%s</td><td class=\"n\">%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td>%s</td></tr>",
                escape(r.id()), shorter(r.id()), escape(r.cell().keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString(" ")),
                r.seed(), r.state(), Double.isFinite(r.finalLoss()) ? String.format(Locale.ROOT, "%.3g", r.finalLoss()) : "none",
                r.steps(), Double.isFinite(r.seconds()) ? String.format(Locale.ROOT, "%.2f", r.seconds()) : "none", escape(r.message()))));
        line("</table>");
    }

    private void line(String text) {
        out.print(text + "\n");
    }

    private static String shorter(String id) {
        return escape(id.substring(0, Math.min(8, id.length())));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\t' && c != '\n' && c != '\r' ? 0xfffd : c);
            }
        });
        return escaped.toString();
    }
}

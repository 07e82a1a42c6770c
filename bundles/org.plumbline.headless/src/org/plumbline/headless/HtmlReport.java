package org.plumbline.headless;

import java.io.PrintWriter;
import java.util.Locale;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.spi.FigureRenderer;

/** A run as one HTML page without references to anything outside: estimates, figures, trials, provenance. */
final class HtmlReport {
    private static final String STYLE = "body{font:15px/1.5 sans-serif;color:#222;max-width:62em;margin:2em auto;padding:0 1em}"
            + "table{border-collapse:collapse;margin:1em 0}th,td{padding:.25em .7em;border-bottom:1px solid #ccc;text-align:left}"
            + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}figure{margin:1.5em 0}code{font-size:90%}"
            + "figcaption{color:#444}";
    private final ContributionRegistry registry;

    HtmlReport(ContributionRegistry registry) {
        this.registry = registry;
    }

    void write(RunArchive run, PrintWriter out) {
        String title = escape(run.header().title());
        out.println("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title><style>"
                + STYLE + "</style></head><body>");
        out.println("<h1>" + title + "</h1>");
        out.println("<p>Run of <code>" + escape(run.header().name()) + "</code>, identity <code>" + run.header().identity()
                + "</code>. " + run.records().size() + " of " + run.header().planned() + " trials have ended"
                + (run.complete() ? "" : "; the run was interrupted") + ".</p>");
        estimates(run, out);
        registry.all(ContributionKind.FIGURE).getFirstOptional().ifPresent(contribution -> {
            FigureRenderer renderer = contribution.create(FigureRenderer.class);
            out.println("<h2>Figures</h2>");
            run.results().forEach(result -> figure(run, renderer, result, out));
        });
        trials(run, out);
        out.println("<h2>Where it was made</h2><table>");
        run.header().provenance().forEachKeyValue((key, value) -> out.println("<tr><th>" + escape(key) + "</th><td>" + escape(value) + "</td></tr>"));
        out.println("</table></body></html>");
    }

    private static void estimates(RunArchive run, PrintWriter out) {
        out.println("<h2>Estimates</h2><table><tr><th>quantity</th><th>what</th><th class=n>estimate</th><th class=n>s.e.</th>"
                + "<th>interval</th><th class=n>n</th><th>method</th></tr>");
        for (AnalysisResult result : run.results()) {
            out.print("<tr><td>" + escape(result.quantity()) + "</td><td>" + escape(result.meaning()) + "</td>");
            if (result.estimate().isPresent()) {
                Estimate e = result.estimate().get();
                out.printf(Locale.ROOT, "<td class=n>%+.3f</td><td class=n>%s</td><td>%s</td><td class=n>%d</td><td>%s</td>", e.value(),
                        Double.isFinite(e.standardError()) ? String.format(Locale.ROOT, "%.3f", e.standardError()) : "none",
                        e.hasInterval() ? String.format(Locale.ROOT, "[%+.3f, %+.3f] at %.0f %%", e.low(), e.high(), 100 * e.level())
                                : "none",
                        e.n(), escape(e.method()));
            } else {
                out.print("<td class=n>none</td><td></td><td></td><td></td><td></td>");
            }
            out.println("</tr>");
        }
        out.println("</table>");
        run.results().flatCollect(AnalysisResult::notes).distinct().forEach(note -> out.println("<p>" + escape(note) + "</p>"));
    }

    private static void figure(RunArchive run, FigureRenderer renderer, AnalysisResult result, PrintWriter out) {
        String metadata = "{\"identity\":\"" + run.header().identity() + "\"}";
        out.println("<figure>" + renderer.svg(result, metadata).replaceFirst("^<\\?xml[^>]*\\?>\\s*", "")
                + "<figcaption>" + escape(result.label() + ". " + result.meaning()) + "</figcaption></figure>");
    }

    private static void trials(RunArchive run, PrintWriter out) {
        out.println("<h2>Trials</h2><table><tr><th>trial</th><th>cell</th><th class=n>seed</th><th>state</th><th class=n>final loss</th>"
                + "<th class=n>steps</th><th class=n>seconds</th><th>message</th></tr>");
        run.records().forEach(r -> out.printf(Locale.ROOT,
                "<tr><td><code>%s</code></td><td>%s</td><td class=n>%d</td><td>%s</td><td class=n>%s</td><td class=n>%d</td><td class=n>%.2f</td><td>%s</td></tr>%n",
                r.id().substring(0, 8), escape(r.cell().keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString(" ")),
                r.seed(), r.state(), Double.isFinite(r.finalLoss()) ? String.format(Locale.ROOT, "%.3g", r.finalLoss()) : "none",
                r.steps(), r.seconds(), escape(r.message())));
        out.println("</table>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

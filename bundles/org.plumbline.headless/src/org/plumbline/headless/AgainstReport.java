package org.plumbline.headless;

import java.io.PrintWriter;
import java.nio.file.Path;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.gallery.Claim;
import org.plumbline.engine.gallery.Claims;
import org.plumbline.engine.gallery.Comparison;
import org.plumbline.engine.plan.ComponentPlan;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.run.RunArchive;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** What a run says of the claims of a paper: each claim with its source, ours with its interval, and whether they agree. */
final class AgainstReport {
    private final RunArchive run;
    private final RunPlan plan;
    private final Claims claims;
    private final ImmutableList<Comparison> comparisons;

    AgainstReport(RunArchive run, RunPlan plan, Claims claims, ImmutableList<Comparison> comparisons) {
        this.run = run;
        this.plan = plan;
        this.claims = claims;
        this.comparisons = comparisons;
    }

    void text(Path folder, PrintWriter out) {
        out.println(run.header().title());
        out.println("  against   " + claims.of());
        claims.reduced().ifPresent(reduced -> out.println("  reduced   " + reduced));
        out.println("  run       " + folder + ", " + run.records().size() + " of " + run.header().planned() + " trials have ended");
        out.println("  settings  " + settings());
        for (Comparison c : comparisons) {
            out.println();
            out.println(c.claim().text());
            out.println("  claimed   " + claimed(c.claim()) + "  (" + c.claim().source() + ")");
            out.println("  ours      " + c.ours() + (c.basis().isEmpty() || c.claim().verdict().isPresent() ? "" : "  (" + c.basis() + ")"));
            out.println("  verdict   " + c.verdict() + (c.why().isEmpty() ? "" : ": " + c.why()));
        }
        out.println();
        out.println(count());
    }

    private String count() {
        StringBuilder text = new StringBuilder();
        for (Comparison.Verdict verdict : Comparison.Verdict.values()) {
            text.append(text.isEmpty() ? "" : ", ").append(comparisons.count(c -> c.verdict() == verdict)).append(' ').append(verdict);
        }
        return text.toString();
    }

    /** Optimiser and its settings move exponents more than anything else, so they stand beside the verdicts. */
    private String settings() {
        TrialPlan first = plan.trials().getFirst();
        return first.architecture().text() + "; " + described(first.initialiser()) + "; " + described(first.optimiser()) + "; "
                + described(first.training()) + "; depths " + plan.trials().collectInt(TrialPlan::depth).min() + " to "
                + plan.trials().collectInt(TrialPlan::depth).max() + ", " + plan.trials().collectLong(TrialPlan::seed).distinct().size() + " seeds";
    }

    private static String described(ComponentPlan component) {
        return component.contribution() + " " + component.settings();
    }

    static String claimed(Claim claim) {
        return claim.verdict().orElseGet(() -> claim.expected().orElseThrow().published()
                .map(value -> value + " in " + Comparison.text(claim.expected().get())).orElseGet(() -> Comparison.text(claim.expected().get())));
    }

    void json(PrintWriter out) {
        JsonObject root = new JsonObject();
        root.addProperty("experiment", run.header().name());
        root.addProperty("identity", run.header().identity());
        root.addProperty("against", claims.of());
        root.add("reduced", claims.reduced().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        root.addProperty("settings", settings());
        JsonArray all = new JsonArray();
        for (Comparison c : comparisons) {
            JsonObject json = new JsonObject();
            json.addProperty("id", c.claim().id());
            json.addProperty("text", c.claim().text());
            json.addProperty("source", c.claim().source());
            json.addProperty("claimed", claimed(c.claim()));
            json.add("value", number(c.estimate()));
            json.add("low", number(c.low()));
            json.add("high", number(c.high()));
            json.addProperty("ours", c.ours());
            json.addProperty("verdict", c.verdict().toString());
            json.addProperty("why", c.why());
            json.addProperty("basis", c.basis());
            all.add(json);
        }
        root.add("claims", all);
        out.println(new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create().toJson(root));
    }

    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }
}

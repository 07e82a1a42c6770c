package org.plumbline.ui.views.plot;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.result.AnalysisResult;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Where a figure comes from, as it is stored inside the figure. */
final class PlotMetadata {
    private PlotMetadata() {
    }

    /** @return JSON: experiment {name, identity}, run, quantities, version */
    static String json(RunPlan plan, String run, String version, ImmutableList<AnalysisResult> results) {
        JsonObject experiment = new JsonObject();
        experiment.addProperty("name", plan.name());
        experiment.addProperty("identity", plan.identity());
        JsonArray quantities = new JsonArray();
        results.each(r -> quantities.add(r.analysis() + "/" + r.quantity()));
        JsonObject json = new JsonObject();
        json.add("experiment", experiment);
        json.addProperty("run", run);
        json.add("quantities", quantities);
        json.addProperty("plumbline", version);
        return json.toString();
    }
}

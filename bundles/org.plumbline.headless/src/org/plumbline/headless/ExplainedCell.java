package org.plumbline.headless;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.ExecutionPlan;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.PlannedPart;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.plan.TrialResources;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * How the trials of one cell would be computed.
 *
 * @param trial     one of them: they differ in their seeds
 * @param seeds     how many there are
 * @param resources memory and batch
 * @param execution parts
 */
record ExplainedCell(TrialPlan trial, int seeds, TrialResources resources, ExecutionPlan execution) {

    static ExplainedCell of(ImmutableList<TrialPlan> trials, ContributionRegistry registry) {
        TrialResources resources = TrialResources.of(trials.getFirst(), registry);
        return new ExplainedCell(trials.getFirst(), trials.size(), resources, resources.execution());
    }

    /** Small networks first. */
    Double order() {
        return (double) trial.parameterCount() + (stepFlops() > 0 ? stepFlops() * 1e-18 : 0);
    }

    String label() {
        return trial.cell().isEmpty() ? "all trials"
                : trial.cell().keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString(" ");
    }

    double stepFlops() {
        return execution.parts().sumOfDouble(part -> part.stepFlops(resources.batch()));
    }

    double stepBytes() {
        return execution.parts().sumOfDouble(this::stepBytes);
    }

    double stepBytes(PlannedPart part) {
        return part.stepBytes(resources.batch(), trial.precision().bytes());
    }

    Memory memory() {
        return resources.memory(execution);
    }

    static JsonObject json(String experiment, ImmutableList<ExplainedCell> cells) {
        JsonArray array = new JsonArray();
        cells.forEach(cell -> array.add(cell.json()));
        JsonObject json = new JsonObject();
        json.addProperty("experiment", experiment);
        json.add("cells", array);
        return json;
    }

    private JsonObject json() {
        JsonObject cell = new JsonObject();
        trial.cell().forEachKeyValue(cell::addProperty);
        JsonArray parts = new JsonArray();
        execution.parts().forEach(part -> parts.add(json(part)));
        JsonObject json = new JsonObject();
        json.add("cell", cell);
        json.addProperty("trials", seeds);
        json.addProperty("backend", execution.backend());
        json.addProperty("precision", trial.precision().id());
        json.addProperty("batch", resources.batch());
        json.addProperty("slices", execution.slices());
        json.addProperty("parameters", trial.parameterCount());
        json.add("parts", parts);
        json.add("memory", memoryJson());
        json.addProperty("limitHeapBytes", trial.memory().heap());
        json.addProperty("limitNativeBytes", trial.memory().direct());
        return json;
    }

    private JsonObject memoryJson() {
        JsonObject json = new JsonObject();
        json.addProperty("parametersBytes", resources.parameters().total());
        json.addProperty("optimiserBytes", resources.optimiser().total());
        json.addProperty("dataBytes", resources.data().total());
        json.addProperty("statesBytes", execution.states().total());
        json.addProperty("totalBytes", memory().total());
        return json;
    }

    /** What is not known is left out. */
    private JsonObject json(PlannedPart part) {
        JsonObject json = new JsonObject();
        json.addProperty("layers", part.layers());
        json.addProperty("path", part.path());
        json.addProperty("parameters", part.parameters());
        if (!Double.isNaN(part.cost().flops())) {
            json.addProperty("forwardFlops", part.cost().flops() * resources.batch());
            json.addProperty("stepFlops", part.stepFlops(resources.batch()));
            json.addProperty("stepBytes", stepBytes(part));
        }
        json.addProperty("statesHeapBytes", part.states().heap());
        json.addProperty("statesNativeBytes", part.states().direct());
        return json;
    }
}

package org.plumbline.engine.plan;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.spi.LayerType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A node of a composition of layers, all names and counts resolved. */
public sealed interface LayerPlan {

    /** @param depth number of copies of this node that the enclosing repeat makes; 1 outside of a repeat */
    Layer build(ContributionRegistry registry, int depth);

    JsonObject canonical();

    private static JsonArray array(ImmutableList<LayerPlan> plans) {
        JsonArray array = new JsonArray();
        plans.forEach(plan -> array.add(plan.canonical()));
        return array;
    }

    /** A contributed layer; the names of its parameters begin with the node's id. */
    record Leaf(String name, ComponentPlan component) implements LayerPlan {
        @Override
        public Layer build(ContributionRegistry registry, int depth) {
            return registry.get(ContributionKind.LAYER, component.contribution()).create(LayerType.class)
                    .create(name, component.settings());
        }

        @Override
        public JsonObject canonical() {
            JsonObject json = component.canonical();
            json.addProperty("name", name);
            return json;
        }
    }

    /** Layers one after the other. */
    record Sequence(ImmutableList<LayerPlan> children) implements LayerPlan {
        @Override
        public Layer build(ContributionRegistry registry, int depth) {
            return new org.plumbline.engine.network.Sequence(children.collect(child -> child.build(registry, depth)));
        }

        @Override
        public JsonObject canonical() {
            JsonObject json = new JsonObject();
            json.add("sequence", array(children));
            return json;
        }
    }

    /** Copies of a body. */
    record Repeat(int count, boolean tied, LayerPlan body) implements LayerPlan {
        @Override
        public Layer build(ContributionRegistry registry, int depth) {
            return new org.plumbline.engine.network.Repeat(count, body.build(registry, count), tied);
        }

        @Override
        public JsonObject canonical() {
            JsonObject json = new JsonObject();
            json.add("body", body.canonical());
            json.addProperty("repeat", count);
            json.addProperty("tied", tied);
            return json;
        }
    }

    /** How a residual branch is scaled. */
    enum Scale {
        NONE, SHARED, PER_LAYER, FIXED
    }

    /** A residual block in a stack of L: scale 1, |delta| from 1/L, delta_k from N(0, std 1/L), or L^-exponent. */
    record Residual(String name, Scale scale, double exponent, LayerPlan branch, LayerPlan skip) implements LayerPlan {
        @Override
        public Layer build(ContributionRegistry registry, int depth) {
            BranchScale factor = switch (scale) {
                case NONE -> BranchScale.NONE;
                case SHARED -> BranchScale.shared(name + ".delta", 1.0 / depth);
                case PER_LAYER -> BranchScale.perLayer(name + ".delta", 1.0 / depth);
                case FIXED -> BranchScale.constant(Math.pow(depth, -exponent));
            };
            return new org.plumbline.engine.network.Residual(branch.build(registry, depth), skip.build(registry, depth), factor);
        }

        @Override
        public JsonObject canonical() {
            JsonObject json = new JsonObject();
            json.add("branch", branch.canonical());
            json.addProperty("exponent", scale == Scale.FIXED ? exponent : 0);
            json.addProperty("name", name);
            json.addProperty("scale", scale.name());
            json.add("skip", skip.canonical());
            return json;
        }
    }
}

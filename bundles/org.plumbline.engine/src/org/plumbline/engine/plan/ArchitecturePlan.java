package org.plumbline.engine.plan;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataShape;

import com.google.gson.JsonObject;

/** What the network of a trial is: a contributed family with its parameters, or a composition of layers. */
public sealed interface ArchitecturePlan {

    /** @return id of the component in the experiment */
    String element();

    /**
     * @return the network for the data
     * @throws ShapeException if it does not fit the data; names the shapes
     */
    Network build(ContributionRegistry registry, DataShape data);

    JsonObject canonical();

    /** @return canonical text: equal for equal networks */
    default String text() {
        return CanonicalJson.text(canonical());
    }

    /** Refuses a network whose output is not what the targets are. */
    private static Network fitting(Network network, DataShape data) {
        if (!network.output().equals(data.target())) {
            throw new ShapeException("the network's output has shape " + network.output()
                    + ", the targets of the data have shape " + data.target());
        }
        return network;
    }

    /** A contributed family. */
    record Family(ComponentPlan component) implements ArchitecturePlan {
        @Override
        public String element() {
            return component.element();
        }

        @Override
        public Network build(ContributionRegistry registry, DataShape data) {
            Architecture family = registry.get(ContributionKind.ARCHITECTURE, component.contribution())
                    .create(Architecture.class);
            return fitting(Network.of(family.build(component.settings(), data), data.input()), data);
        }

        @Override
        public JsonObject canonical() {
            return component.canonical();
        }
    }

    /** A composition of layers. */
    record Composition(String element, LayerPlan root) implements ArchitecturePlan {
        @Override
        public Network build(ContributionRegistry registry, DataShape data) {
            return fitting(Network.of(root.build(registry, 1), data.input()), data);
        }

        @Override
        public JsonObject canonical() {
            JsonObject json = new JsonObject();
            json.addProperty("id", "composition");
            json.add("layers", root.canonical());
            return json;
        }
    }
}

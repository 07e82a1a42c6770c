package org.plumbline.model.io;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.model.ComponentKind;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.ConnectionType;
import org.plumbline.model.experiment.Experiment;

/** Which kinds a connection of each type joins, and that none is missing. */
final class ConnectionRules {

    /** The kinds that a connection type joins. */
    private record Ends(ComponentKind source, ComponentKind target) {
    }

    private static final Map<ConnectionType, Ends> ALLOWED = Map.of(
            ConnectionType.DATA, new Ends(ComponentKind.DATASET, ComponentKind.TRAINING),
            ConnectionType.NETWORK, new Ends(ComponentKind.ARCHITECTURE, ComponentKind.INITIALISER),
            ConnectionType.WEIGHTS, new Ends(ComponentKind.INITIALISER, ComponentKind.TRAINING),
            ConnectionType.UPDATES, new Ends(ComponentKind.OPTIMISER, ComponentKind.TRAINING),
            ConnectionType.OBJECTIVE, new Ends(ComponentKind.LOSS, ComponentKind.TRAINING),
            ConnectionType.TRAINED, new Ends(ComponentKind.TRAINING, ComponentKind.ANALYSIS));

    private final Experiment experiment;
    private final ProblemCollector problems;

    ConnectionRules(Experiment experiment, ProblemCollector problems) {
        this.experiment = experiment;
        this.problems = problems;
    }

    void check() {
        Set<List<Object>> seen = new HashSet<>();
        for (Connection connection : experiment.getConnections()) {
            Component source = connection.getSource();
            Component target = connection.getTarget();
            if (!present(source) || !present(target)) {
                problems.error(Elements.id(source), name(connection) + " does not join two components of the experiment");
                continue;
            }
            Ends ends = ALLOWED.get(connection.getType());
            if (!ends.source().includes(source) || !ends.target().includes(target)) {
                problems.error(source.getId(), name(connection) + ": a " + connection.getType() + " connection leads from "
                        + ends.source().id() + " to " + ends.target().id() + ", not from " + ComponentKind.of(source).id()
                        + " to " + ComponentKind.of(target).id());
            }
            if (!seen.add(List.of(source, target, connection.getType()))) {
                problems.warning(source.getId(), name(connection) + " stands twice");
            }
        }
        for (ConnectionType type : ConnectionType.VALUES) {
            missing(type, ALLOWED.get(type), seen);
        }
    }

    private boolean present(Component component) {
        return component != null && experiment.getComponents().contains(component);
    }

    private void missing(ConnectionType type, Ends ends, Set<List<Object>> seen) {
        for (Component source : ends.source().in(experiment)) {
            for (Component target : ends.target().in(experiment)) {
                boolean found = seen.contains(List.of(source, target, type));
                if (!found) {
                    problems.warning(source.getId(), "no " + type + " connection from '" + source.getId() + "' to '"
                            + target.getId() + "'; it is implied");
                }
            }
        }
    }

    private static String name(Connection connection) {
        return "connection from " + Elements.describe(connection.getSource()) + " to "
                + Elements.describe(connection.getTarget());
    }
}

package org.plumbline.ui.core.document;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.layout.DiagramLayout;
import org.plumbline.model.layout.NodeBounds;
import org.plumbline.ui.core.type.Kinds;

/** Where nodes stand: as the layout says, else in a column for each kind, in the direction of the flow. */
public final class Placement {
    /** Width of a node in pixels at 100 % zoom. */
    public static final int NODE_WIDTH = 160;

    private static final int LEFT = 24;
    private static final int TOP = 84;
    private static final int COLUMN = NODE_WIDTH + 44;
    private static final int ROW = 132;

    private Placement() {
    }

    public static Optional<NodeBounds> find(DiagramLayout layout, String element) {
        return layout.getBounds().stream().filter(b -> element.equals(b.getElement())).findFirst();
    }

    /** @return x and y of the upper left corner of a node, in pixels */
    public static int[] of(DiagramLayout layout, Experiment experiment, Component component) {
        return find(layout, String.valueOf(component.getId())).map(b -> new int[] {b.getX(), b.getY()})
                .orElseGet(() -> automatic(experiment, component));
    }

    /**
     * @return x and y of the upper left corner of a node that has not been placed, in pixels
     */
    public static int[] automatic(Experiment experiment, Component component) {
        Map<ContributionKind, Integer> counts = new EnumMap<>(ContributionKind.class);
        for (Component each : experiment.getComponents()) {
            ContributionKind kind = Kinds.of(each);
            int index = counts.merge(kind, 1, Integer::sum) - 1;
            if (each == component) {
                return new int[] {LEFT + COLUMN * column(kind), TOP + ROW * (row(kind) + index)};
            }
        }
        return new int[] {LEFT, TOP};
    }

    private static int column(ContributionKind kind) {
        return switch (kind) {
            case INITIALISER -> 1;
            case TRAINING -> 2;
            case ANALYSIS -> 3;
            default -> 0;
        };
    }

    private static int row(ContributionKind kind) {
        return switch (kind) {
            case ARCHITECTURE, INITIALISER, TRAINING, ANALYSIS -> 1;
            case OPTIMISER -> 2;
            case LOSS -> 3;
            default -> 0;
        };
    }
}

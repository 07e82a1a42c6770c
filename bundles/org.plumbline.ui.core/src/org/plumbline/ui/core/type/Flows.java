package org.plumbline.ui.core.type;

import static org.plumbline.engine.contribution.ContributionKind.ANALYSIS;
import static org.plumbline.engine.contribution.ContributionKind.ARCHITECTURE;
import static org.plumbline.engine.contribution.ContributionKind.INITIALISER;
import static org.plumbline.engine.contribution.ContributionKind.TRAINING;

import java.util.Optional;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.ConnectionType;

/** What can flow from one kind of component to another. */
public final class Flows {
    private Flows() {
    }

    /** @return the type that a connection between the two has, or empty if they cannot be connected */
    public static Optional<ConnectionType> between(Component source, Component target) {
        ContributionKind from = Kinds.of(source);
        ContributionKind to = Kinds.of(target);
        if (to == TRAINING) {
            return switch (from) {
                case DATASET -> Optional.of(ConnectionType.DATA);
                case INITIALISER -> Optional.of(ConnectionType.WEIGHTS);
                case OPTIMISER -> Optional.of(ConnectionType.UPDATES);
                case LOSS -> Optional.of(ConnectionType.OBJECTIVE);
                default -> Optional.empty();
            };
        }
        if (from == ARCHITECTURE && to == INITIALISER) {
            return Optional.of(ConnectionType.NETWORK);
        }
        return from == TRAINING && to == ANALYSIS ? Optional.of(ConnectionType.TRAINED) : Optional.empty();
    }
}

package org.plumbline.engine.plan;

import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.ComponentKind;
import org.plumbline.model.experiment.Component;

/** Which kind of contribution a component of the model asks for: the one of the same name. */
public final class Components {
    private Components() {
    }

    public static ContributionKind kind(Component component) {
        return ContributionKind.byId(ComponentKind.of(component).id()).orElseThrow();
    }
}

package org.plumbline.engine.trial;

import java.util.Optional;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.ScaleStart;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/** The values that the training of a trial begins with: a function of its plan alone, so that they can be drawn again at any time. */
final class InitialValues {
    private InitialValues() {
    }

    /**
     * @param streams those of the plan
     * @return values flat, in the order of the layout
     */
    static RealArray of(ContributionRegistry registry, TrialPlan plan, TrialStreams streams, ParameterLayout layout) {
        RealArray values = RealArray.zeros(plan.precision(), layout.size());
        Initialiser initialiser = registry.get(plan.initialiser().kind(), plan.initialiser().contribution()).create(Initialiser.class);
        Settings settings = plan.initialiser().settings();
        for (Slot slot : layout.slots()) {
            ParameterTensor tensor = slot.tensor();
            Optional<ScaleStart> start = tensor.scaleStart();
            RandomStream stream = streams.initialValues(tensor.name(), start.isEmpty() && initialiser.coupled(settings));
            if (start.isPresent()) {
                stream.gaussians(values, slot.offset(), slot.offset() + slot.size(), start.get().mean(), start.get().std());
            } else {
                initialiser.initialise(tensor, settings, stream, values, slot.offset());
            }
        }
        return values;
    }
}

package org.plumbline.engine.trial;

import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * The random streams of a trial, by name.
 * <p>
 * Data depend on the seed alone, so that all depths of a sweep see the same examples. Initial values and the order of
 * batches depend on seed and architecture, so that cells of different depth are independent of each other, while two
 * optimisers start from the same weights. An initialiser that couples depths gets streams that depend on the seed alone.
 * </p>
 */
final class TrialStreams {
    private final RandomStreams streams;
    private final String architecture;

    TrialStreams(TrialPlan plan) {
        this.streams = new RandomStreams(plan.seed());
        this.architecture = plan.architecture().text();
    }

    RandomStreams data() {
        return streams;
    }

    /** @param coupled whether all architectures get the same */
    RandomStream initialValues(String tensor, boolean coupled) {
        return streams.stream("init/" + tensor + (coupled ? "" : "@" + architecture));
    }

    /** @return random numbers of the layers, as for dropout */
    RandomStream noise() {
        return streams.stream("noise@" + architecture);
    }

    /** @return random numbers for changes of the training examples */
    RandomStream augmentation() {
        return streams.stream("augmentation@" + architecture);
    }

    RandomStream shuffle() {
        return streams.stream("shuffle@" + architecture);
    }
}

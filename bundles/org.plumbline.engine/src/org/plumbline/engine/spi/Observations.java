package org.plumbline.engine.spi;

import java.io.IOException;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/** What an analysis observed while one trial was trained. */
public interface Observations {
    /** Nothing. */
    Observations NONE = new Observations() {
        @Override
        public ImmutableList<String> scalars() {
            return Lists.immutable.empty();
        }

        @Override
        public Scalar scalar(String quantity) {
            return new Scalar(new long[0], new double[0]);
        }

        @Override
        public ImmutableList<String> series() {
            return Lists.immutable.empty();
        }

        @Override
        public Optional<Layers> series(String quantity) {
            return Optional.empty();
        }
    };

    /**
     * A number at some steps.
     *
     * @param steps  increasing
     * @param values as many
     */
    record Scalar(long[] steps, double[] values) {
    }

    /**
     * A number a layer at some steps.
     *
     * @param steps  increasing
     * @param values [step][layer]
     */
    record Layers(long[] steps, double[][] values) {
    }

    /** @return names of the quantities with one number a step, sorted */
    ImmutableList<String> scalars();

    /** @return one of {@link #scalars}; no points if there is none such */
    Scalar scalar(String quantity);

    /** @return names of the quantities with one number a layer and step, sorted */
    ImmutableList<String> series() throws IOException;

    /**
     * @return one of {@link #series}; empty if there is none such
     * @throws IOException if it cannot be read; the message names the place
     */
    Optional<Layers> series(String quantity) throws IOException;
}

package org.plumbline.architectures;

import java.util.Locale;

import org.plumbline.engine.network.ActivationLayer;

/** The activations as the words of a parameter, e.g. {@code leaky-relu}. */
final class ActivationChoice {

    private ActivationChoice() {
    }

    static ActivationLayer.Function function(String id) {
        return ActivationLayer.Function.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

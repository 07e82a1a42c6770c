package org.plumbline.engine.plan;

import java.util.OptionalInt;

import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.numerics.arrays.Precision;

/**
 * What the memory of a trial depends on: cells of a sweep that share it are planned once. The values of fixed branch scales and the
 * initial law do not belong to it.
 */
record MemoryKey(Layer root, Shape input, DataShape data, int batch, int stateArrays, Precision precision, String execution, OptionalInt slices) {

    static MemoryKey of(TrialPlan trial, TrialResources resources, DataShape data) {
        Network network = resources.network();
        return new MemoryKey(withoutFixedScales(network.root()), network.input(), data, resources.batch(), resources.stateArrays(),
                trial.precision(), trial.execution(), trial.slices());
    }

    private static Layer withoutFixedScales(Layer layer) {
        return switch (layer) {
            case Repeat repeat -> new Repeat(repeat.count(), withoutFixedScales(repeat.body()), repeat.tied());
            case Sequence sequence -> new Sequence(sequence.layers().collect(MemoryKey::withoutFixedScales));
            case Residual residual -> new Residual(withoutFixedScales(residual.branch()), withoutFixedScales(residual.skip()),
                    residual.scale().mode() == BranchScale.Mode.CONSTANT ? BranchScale.NONE : residual.scale());
            default -> layer;
        };
    }
}

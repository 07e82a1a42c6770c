package org.plumbline.example;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataShape;

/**
 * A residual network whose branches are a layer of this plug-in behind one of the engine.
 * <p>h_0 = x; h_{k+1} = h_k + 1/L sin((h_k A_k + b_k) * w_k), k = 0 .. L-1; y = h_L.</p>
 * Shape: x and y [n, d], A [L, d, d], b and w [L, d]. Source: definition. Pinned by ExampleTest.
 */
public final class SineResidualArchitecture implements Architecture {

    @Override
    public Layer build(Settings settings, DataShape data) {
        if (data.input().rank() != 1 || !data.input().equals(data.target())) {
            throw new ShapeException("sine-residual: inputs and targets must be vectors of the same length, got " + data.input()
                    + " and " + data.target());
        }
        int depth = settings.integer("depth");
        Layer branch = Sequence.of(new Dense(data.input().extent(0), "A", "b"), new SineLayer("w"));
        return new Repeat(depth, Residual.of(branch, BranchScale.constant(1.0 / depth)), false);
    }
}

package org.plumbline.engine.network;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.network.ActivationLayer.Function;

/** The layers that are made of others, and the affine one, in double. */
class CompositeLayersTest {

    @Test
    void dense() {
        LayerChecks.derivativesHold(new Dense(4, "A", "b"), Shape.of(5));
        LayerChecks.derivativesHold(new Dense(4, "A", ""), Shape.of(5));
    }

    @Test
    void repeatsOfResidualBlocks() {
        for (BranchScale scale : new BranchScale[] {BranchScale.constant(0.3), BranchScale.shared("s", 1), BranchScale.perLayer("s", 1)}) {
            Layer block = Residual.of(Sequence.of(new Dense(4, "A", "b"), new ActivationLayer(Function.GELU)), scale);
            LayerChecks.derivativesHold(new Repeat(3, block, false), Shape.of(4));
            LayerChecks.derivativesHold(new Repeat(3, block, true), Shape.of(4));
        }
    }
}

package org.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.TestExperiments;
import org.plumbline.engine.execution.ExecutionPlan;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.ActivationLayer.Function;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Flatten;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataShape;

/** A stack that keeps its states in Java's heap behind one that keeps them outside of it. */
class MemorySharesTest {
    private static final Shape IMAGE = Shape.of(4, 6, 6);

    private static Network network(int convolutions) {
        Layer image = Sequence.of(new Convolution(2, 4, 3, 1, 1, false, "k", "b"), new ActivationLayer(Function.TANH));
        Layer vector = Residual.of(Sequence.of(new Dense(10, "A", "c"), new ActivationLayer(Function.TANH)), BranchScale.NONE);
        return Network.of(Sequence.of(new Repeat(convolutions, image, false), new Flatten(), new Dense(10, "in", ""),
                new Repeat(200, vector, false)), IMAGE);
    }

    private static TrialResources resources(int convolutions) {
        TrialPlan trial = new PlanCompiler(TestExperiments.registry()).compile(TestExperiments.linearStack("2", 1), PlanOptions.defaults()).plan()
                .orElseThrow().trials().getFirst();
        return TrialResources.of(trial, TestExperiments.registry(), network(convolutions), new DataShape(IMAGE, Shape.of(10), 40, 0));
    }

    private static MemoryShares shares(int convolutions, double total) {
        return new MemoryShares(resources(convolutions), new Memory(total, total), total);
    }

    @Test
    void bothPlacesTogetherStayWithinTheSum() {
        TrialResources resources = resources(300);
        Memory all = resources.memory(resources.execution(resources.network(), new Memory(4e9, 4e9)));
        assertThat(all.heap()).isGreaterThan(1e5);
        assertThat(all.direct()).isGreaterThan(1e6);
        for (double part : new double[] {2, 1.01, 0.9, 0.7, 0.5}) {
            Memory share = shares(300, part * all.total()).best().orElseThrow();
            assertThat(share.total()).isLessThanOrEqualTo(part * all.total() * (1 + 1e-12));
            ExecutionPlan plan = resources.execution(resources.network(), share);
            assertThat(resources.memory(plan).within(share)).isTrue();
        }
    }

    @Test
    void placesThatAreLimitedAloneStayAsTheyAre() {
        Memory each = new Memory(3e8, 5e8);
        assertThat(new MemoryShares(resources(10), each, Double.POSITIVE_INFINITY).best()).contains(each);
    }

    @Test
    void whatIsRefusedIsToldTheDepthThatFits() {
        double total = 2.5e6;
        String refusal = shares(3000, total).refusal().orElseThrow();
        assertThat(refusal).contains("; the largest depth that fits is ");
        int depth = Integer.parseInt(refusal.replaceAll(".* is ", ""));
        assertThat(depth).isBetween(2, 2999);
        assertThat(shares(depth, total).refusal()).isEmpty();
        assertThat(shares(depth + 1, total).refusal()).isPresent();
    }
}

package org.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.plan.SweepCells.PlanAxis;

class SweepCellsTest {
    private static final ImmutableList<PlanAxis> AXES = Lists.immutable.with(
            new PlanAxis("a.depth", Lists.immutable.with("8", "16")), new PlanAxis("o.lr", Lists.immutable.with("0.1", "0.2")));

    @Test
    void productHasEveryPairTheLastAxisFastest() {
        assertThat(SweepCells.expand(AXES, false).collect(Object::toString)).containsExactly("{a.depth=8, o.lr=0.1}",
                "{a.depth=8, o.lr=0.2}", "{a.depth=16, o.lr=0.1}", "{a.depth=16, o.lr=0.2}");
    }

    @Test
    void zipTakesValuesSideBySide() {
        assertThat(SweepCells.expand(AXES, true).collect(Object::toString)).containsExactly("{a.depth=8, o.lr=0.1}",
                "{a.depth=16, o.lr=0.2}");
    }

    @Test
    void withoutAxesThereIsOneCell() {
        assertThat(SweepCells.expand(Lists.immutable.empty(), false)).hasSize(1);
        assertThat(SweepCells.expand(Lists.immutable.empty(), true)).hasSize(1);
    }
}

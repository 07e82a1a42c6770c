package org.plumbline.ui.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.ui.core.command.Samples;
import org.plumbline.ui.core.command.SetAxisCommand;
import org.plumbline.ui.core.command.SetParameterCommand;

class NodeTextTest {
    private final Experiment experiment = Samples.experiment();
    private final ContributionRegistry registry = new ContributionRegistry(Lists.immutable.with(
            new Contribution(ContributionKind.ARCHITECTURE, "residual-dense", "Residual", "", "1", "test",
                    Lists.immutable.with(parameter("depth", ParameterType.INTEGER, "8", ""),
                            parameter("width", ParameterType.INTEGER, "10", "delta=shared|fixed"),
                            parameter("delta", ParameterType.TEXT, "none", "")), Object::new),
            new Contribution(ContributionKind.OPTIMISER, "adam", "Adam", "", "1", "test",
                    Lists.immutable.with(parameter("lr", ParameterType.REAL, "0.001", "")), Object::new)),
            Lists.immutable.empty());
    private final TypeProvider provider = new TypeProvider(ContributionKind.ARCHITECTURE, "", "Architecture",
            new RGB(0, 0, 0), Lists.immutable.with("depth", "width"));

    private static ParameterDeclaration parameter(String id, ParameterType type, String value, String onlyWhen) {
        return new ParameterDeclaration(id, id, "", type, "", value, Optional.empty(), Optional.empty(), false,
                Lists.immutable.empty(), onlyWhen);
    }

    @Test
    void anUnknownContributionIsVisibleAndKeepsItsSettings() {
        Component optimiser = Samples.component(experiment, "optimiser");
        optimiser.setContribution("lion");
        NodeText text = NodeText.of(optimiser, registry, provider);
        assertThat(text.known()).isFalse();
        assertThat(text.subtitle()).isEqualTo("lion (not installed)");
        assertThat(text.lines()).containsExactly(new NodeText.Line("lr", "0.01", false));
    }

    @Test
    void sweptParametersComeFirstWithTheirNumberOfValues() {
        Component architecture = Samples.component(experiment, "architecture");
        new SetAxisCommand(experiment, architecture, "depth", Optional.of(depths())).execute();
        NodeText text = NodeText.of(architecture, registry, provider);
        // floor(2^(n/3)) in [3, 64]: 3 4 5 6 8 10 12 16 20 25 32 40 50 64.
        assertThat(text.lines()).containsExactly(new NodeText.Line("depth", "3…64 (14)", true),
                new NodeText.Line("width", "10", false));
    }

    @Test
    void theSweepIsSaidInOneLine() {
        assertThat(SweepSummary.text(experiment, registry)).isEqualTo("1 trial, nothing is swept");
        new SetAxisCommand(experiment, Samples.component(experiment, "architecture"), "depth", Optional.of(depths())).execute();
        SeedValues seeds = ExperimentFactory.eINSTANCE.createSeedValues();
        seeds.setCount(3);
        new SetAxisCommand(experiment, null, Parameters.SEED, Optional.of(seeds)).execute();
        assertThat(SweepSummary.text(experiment, registry))
                .isEqualTo("architecture.depth: 3 … 64, × 1.26 (14)  ·  3 seeds  ·  42 trials");
    }

    @Test
    void aParameterHasAnEffectOnlyUnderItsCondition() {
        Component architecture = Samples.component(experiment, "architecture");
        Contribution contribution = Parameters.contribution(registry, architecture).orElseThrow();
        ParameterDeclaration width = contribution.parameter("width").orElseThrow();
        assertThat(Parameters.effective(contribution, architecture, width)).isFalse();
        new SetParameterCommand(architecture, "delta", Optional.of("fixed")).execute();
        assertThat(Parameters.effective(contribution, architecture, width)).isTrue();
    }

    private static GeometricValues depths() {
        GeometricValues values = ExperimentFactory.eINSTANCE.createGeometricValues();
        values.setFrom(3);
        values.setTo(64);
        values.setRatio(Math.cbrt(2));
        return values;
    }
}

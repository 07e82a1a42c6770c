package org.plumbline.engine.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;

class SettingsTest {
    private static final ParameterDeclaration DEPTH = declaration("depth", ParameterType.INTEGER, "16", 1.0, false);
    private static final ParameterDeclaration RATE = declaration("lr", ParameterType.REAL, "0.01", 0.0, true);
    private static final Contribution CONTRIBUTION = new Contribution(ContributionKind.OPTIMISER, "walk", "Walk", "Walks.",
            "1", "test", Lists.immutable.with(DEPTH, RATE), Object::new);

    private static ParameterDeclaration declaration(String id, ParameterType type, String defaultValue, double min, boolean open) {
        return new ParameterDeclaration(id, id, "A parameter.", type, "", defaultValue, Optional.of(min), Optional.of(1e6),
                open, Lists.immutable.empty(), "");
    }

    @Test
    void defaultsFillWhatIsNotSet() {
        Contribution.Resolution resolution = CONTRIBUTION.resolve(Map.of("lr", "1e-3"), "optimiser");
        assertThat(resolution.findings()).isEmpty();
        assertThat(resolution.settings().integer("depth")).isEqualTo(16);
        assertThat(resolution.settings().real("lr")).isEqualTo(0.001);
        assertThat(resolution.settings()).hasToString("{depth=16, lr=0.001}");
    }

    @Test
    void whatIsOutOfBoundsOrOfAnotherTypeIsNamed() {
        assertThat(CONTRIBUTION.resolve(Map.of("depth", "0"), "optimiser").findings())
                .containsExactly(Finding.error("optimiser.depth", "'0' is not a whole number >= 1 and <= 1000000"));
        assertThat(CONTRIBUTION.resolve(Map.of("depth", "many"), "optimiser").findings())
                .containsExactly(Finding.error("optimiser.depth", "'many' is not a whole number >= 1 and <= 1000000"));
        assertThat(CONTRIBUTION.resolve(Map.of("lr", "0"), "optimiser").findings())
                .containsExactly(Finding.error("optimiser.lr", "'0' is not a number > 0 and <= 1000000"));
        assertThat(CONTRIBUTION.resolve(Map.of("lr", "NaN"), "optimiser").findings()).hasSize(1);
        assertThat(CONTRIBUTION.resolve(Map.of("rate", "1"), "optimiser").findings())
                .containsExactly(Finding.error("optimiser.rate", "'walk' has no parameter 'rate'; it has depth, lr"));
    }

    @Test
    void theSecondOfTwoWithOneIdIsIgnoredAndSaidToBe() {
        ContributionRegistry registry = new ContributionRegistry(Lists.immutable.with(CONTRIBUTION, CONTRIBUTION), Lists.immutable.empty());
        assertThat(registry.all(ContributionKind.OPTIMISER)).hasSize(1);
        assertThat(registry.findings()).hasSize(1);
        assertThatThrownBy(() -> registry.get(ContributionKind.OPTIMISER, "run")).isInstanceOf(InvalidInputException.class)
                .hasMessage("unknown optimiser 'run'; installed: walk");
    }

    @Test
    void aClassThatCannotBeMadeIsNamedWithItsBundle() {
        Contribution broken = new Contribution(ContributionKind.OPTIMISER, "walk", "", "", "1", "third.party",
                Lists.immutable.empty(), () -> {
                    throw new NoClassDefFoundError("x/Y");
                });
        assertThatThrownBy(() -> broken.create(Object.class)).isInstanceOf(ContributionException.class)
                .hasMessageContaining("third.party").hasMessageContaining("walk");
    }
}

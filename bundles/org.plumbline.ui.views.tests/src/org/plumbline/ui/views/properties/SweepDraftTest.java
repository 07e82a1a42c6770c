package org.plumbline.ui.views.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.ValueSet;

class SweepDraftTest {

    @ParameterizedTest
    @EnumSource(SweepDraft.class)
    void textsAndValuesSayTheSame(SweepDraft draft) {
        ValueSet values = draft.values(draft.initial("7"));
        assertThat(SweepDraft.of(values)).isEqualTo(draft);
        ImmutableList<String> texts = SweepDraft.texts(values);
        assertThat(texts).hasSize(draft.fields().size());
        assertThat(EcoreUtil.equals(draft.values(texts), values)).isTrue();
    }

    @Test
    void aBlankFirstSeedIsLeftToTheExperiment() {
        assertThat(((SeedValues) SweepDraft.SEEDS.values(Lists.immutable.with("3", " "))).isSetStart()).isFalse();
        assertThat(((SeedValues) SweepDraft.SEEDS.values(Lists.immutable.with("3", "9"))).getStart()).isEqualTo(9);
    }

    @Test
    void saysWhatIsNotANumber() {
        assertThatThrownBy(() -> SweepDraft.DOUBLING.values(Lists.immutable.with("4", "many")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("'many' is not a number");
    }
}

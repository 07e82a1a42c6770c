package org.plumbline.model.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.model.Samples;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Configured;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LeafNode;
import org.plumbline.model.experiment.ListValues;

class SettingPathTest {

    private final Experiment experiment = Samples.tanhAdam();

    @Test
    void changesASetting() {
        SettingChange change = SettingPath.resolve(experiment, "optimiser.lr").set("0.1");
        assertThat(settings("optimiser")).containsExactly("lr=0.1");
        assertThat(change.effect()).isEqualTo(SettingChange.Effect.SETTING);
    }

    @Test
    void addsASettingAndKeepsCommasInIt() {
        SettingPath.resolve(experiment, "scaling.layers").set("1,2,3");
        assertThat(settings("scaling")).containsExactly("layers=1,2,3");
    }

    @Test
    void findsAComponentByItsKindAndByItsId() {
        Samples.component(experiment, "optimiser").setId("adam1");
        SettingPath.resolve(experiment, "optimiser.lr").set("0.2");
        SettingPath.resolve(experiment, "adam1.beta1").set("0.5");
        assertThat(settings("adam1")).containsExactly("lr=0.2", "beta1=0.5");
    }

    @Test
    void newContributionDropsAndReportsTheOldSettings() {
        SettingChange change = SettingPath.resolve(experiment, "training").set("full-batch");
        assertThat(Samples.component(experiment, "training").getContribution()).isEqualTo("full-batch");
        assertThat(settings("training")).isEmpty();
        assertThat(change.droppedSettings()).containsExactly("batch=32", "epochs=200", "tolerance=0.001");
    }

    @Test
    void sameContributionKeepsTheSettings() {
        assertThat(SettingPath.resolve(experiment, "optimiser").set("adam").droppedSettings()).isEmpty();
        assertThat(settings("optimiser")).containsExactly("lr=0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth", "architecture.depth"})
    void listReplacesTheAxis(String path) {
        SettingChange change = SettingPath.resolve(experiment, path).set("8, 16,32");
        assertThat(change.effect()).isEqualTo(SettingChange.Effect.AXIS_REPLACED);
        assertThat(values(0)).containsExactly("8", "16", "32");
        assertThat(experiment.getSweep().getAxes()).hasSize(2);
        assertThat(settings("architecture")).noneMatch(s -> s.startsWith("depth"));
    }

    @Test
    void seedReplacesItsAxis() {
        SettingPath.resolve(experiment, "seed").set("7");
        assertThat(values(1)).containsExactly("7");
        assertThat(experiment.getBaseSeed()).isZero();
    }

    @Test
    void withoutAnAxisASeedIsTheBaseSeedAndAListMakesAnAxis() {
        experiment.setSweep(null);
        SettingPath.resolve(experiment, "seed").set("-5");
        assertThat(experiment.getBaseSeed()).isEqualTo(-5);
        assertThat(experiment.getSweep()).isNull();
        SettingPath.resolve(experiment, "seed").set("1,2");
        assertThat(values(0)).containsExactly("1", "2");
        assertThat(experiment.getSweep().getAxes().get(0).getComponent()).isNull();
    }

    @Test
    void withoutAnAxisDepthIsASettingAndAListMakesAnAxisOfIt() {
        experiment.setSweep(null);
        SettingPath.resolve(experiment, "depth").set("64");
        assertThat(settings("architecture")).contains("depth=64");
        SettingPath.resolve(experiment, "depth").set("8,16");
        assertThat(settings("architecture")).noneMatch(s -> s.startsWith("depth"));
        Axis axis = experiment.getSweep().getAxes().get(0);
        assertThat(axis.getComponent()).isSameAs(Samples.component(experiment, "architecture"));
        assertThat(values(0)).containsExactly("8", "16");
    }

    @Test
    void reachesALeafLayer() {
        Experiment composed = Samples.composed();
        SettingPath.resolve(composed, "in.width").set("20");
        LayerComposition c = (LayerComposition) Samples.component(composed, "architecture");
        LeafNode leaf = (LeafNode) c.getLayers().stream().filter(n -> n.getId().equals("in")).findFirst().orElseThrow();
        assertThat(leaf.getSettings()).hasSize(1).allMatch(s -> s.getValue().equals("20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer.lr", "nothing", "", ".lr", "analysis2.x", "seed.x"})
    void unknownPathListsWhatExists(String path) {
        assertThatThrownBy(() -> SettingPath.resolve(experiment, path)).isInstanceOf(UnknownPathException.class)
                .hasMessageContaining("'" + path + "'").hasMessageContaining("optimiser").hasMessageContaining("scaling")
                .hasMessageContaining("seed").hasMessageNotContaining("\n");
    }

    @Test
    void emptyParameterIsUnknown() {
        assertThatThrownBy(() -> SettingPath.resolve(experiment, "optimiser.")).hasMessageContaining("optimiser.");
    }

    @Test
    void kindWithTwoComponentsIsAmbiguous() {
        Samples.add(experiment, ExperimentFactory.eINSTANCE.createAnalysis(), "norms", "norms");
        assertThatThrownBy(() -> SettingPath.resolve(experiment, "analysis.x")).hasMessageContaining("ambiguous")
                .hasMessageContaining("norms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed=x", "seed=1.5", "seed=", "seed=1,,2", "depth=", "depth=8,", "optimiser="})
    void badValueChangesNothing(String text) {
        Experiment before = EcoreUtil.copy(experiment);
        List<Assignment> all = List.of(Assignment.parse("loss=cross-entropy"), Assignment.parse(text));
        assertThatThrownBy(() -> Assignment.applyAll(all, experiment)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.substring(0, text.indexOf('=')));
        assertThat(EcoreUtil.equals(before, experiment)).isTrue();
    }

    @Test
    void contributionsComeFirstWhateverTheOrder() {
        List<SettingChange> changes = Assignment.applyAll(
                List.of(Assignment.parse("optimiser.lr=0.1"), Assignment.parse("optimiser = sgd")), experiment);
        assertThat(Samples.component(experiment, "optimiser").getContribution()).isEqualTo("sgd");
        assertThat(settings("optimiser")).containsExactly("lr=0.1");
        assertThat(changes).extracting(SettingChange::path).containsExactly("optimiser", "optimiser.lr");
        assertThat(changes.get(0).droppedSettings()).containsExactly("lr=0.01");
    }

    @Test
    void unknownPathAmongManyChangesNothing() {
        Experiment before = EcoreUtil.copy(experiment);
        List<Assignment> all = List.of(Assignment.parse("optimiser=sgd"), Assignment.parse("optimizer.lr=0.1"));
        assertThatThrownBy(() -> Assignment.applyAll(all, experiment)).isInstanceOf(UnknownPathException.class);
        assertThat(EcoreUtil.equals(before, experiment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lr", "=3", "", " =x"})
    void assignmentNeedsPathAndEqualsSign(String text) {
        assertThatThrownBy(() -> Assignment.parse(text)).hasMessageContaining("PATH=VALUE");
    }

    @Test
    void valueMayHoldEqualsSigns() {
        assertThat(Assignment.parse("dataset.formula=y=x")).isEqualTo(new Assignment("dataset.formula", "y=x"));
    }

    private List<String> settings(String id) {
        Configured element = Samples.component(experiment, id);
        return element.getSettings().stream().map(s -> s.getParameter() + "=" + s.getValue()).toList();
    }

    private List<String> values(int axis) {
        return ((ListValues) experiment.getSweep().getAxes().get(axis).getValues()).getValues();
    }
}

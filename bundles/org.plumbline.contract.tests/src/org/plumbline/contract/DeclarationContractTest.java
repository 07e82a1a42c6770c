package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.contribution.ParameterType;

class DeclarationContractTest {

    static Stream<Contribution> contributions() {
        return Stream.of(ContributionKind.values()).flatMap(Installed::all);
    }

    @Test
    void nothingThatIsInstalledIsBroken() {
        assertThat(Installed.REGISTRY.findings().castToList()).isEmpty();
    }

    /** Figures are drawn by a bundle of the user interface, which is not installed here. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIGURE")
    void somethingOfEachKindIsInstalled(ContributionKind kind) {
        assertThat(Installed.all(kind)).isNotEmpty();
    }

    @Test
    void theBuiltInOnesAreThere() {
        assertThat(contributions().map(c -> c.kind().id() + " " + c.id())).contains("dataset synthetic-ode", "dataset mnist", "dataset fashion-mnist",
                "dataset cifar-10", "dataset cifar-100", "dataset orthonormal-points", "dataset teacher-network",
                "architecture residual-dense", "architecture residual-two-matrix", "architecture residual-convolution", "layer dense", "layer tanh", "layer relu", "layer identity", "layer gelu", "layer conv2d", "layer batch-norm", "initialiser xavier",
                "initialiser xavier-depth", "initialiser iid-depth", "initialiser uniform-fan-in", "initialiser fractional-noise",
                "initialiser smooth-process", "initialiser depth-coupled", "initialiser delta-orthogonal", "optimiser sgd", "optimiser adam", "optimiser adamw", "optimiser rmsprop", "loss squared-error",
                "loss softmax-cross-entropy", "training minibatch", "training full-batch",
                "analysis depth-scaling", "analysis evaluation", "layer dropout", "runner local",
                "exporter npz", "exporter csv", "exporter tensorboard", "exporter mlflow");
    }

    @ParameterizedTest
    @MethodSource("contributions")
    void declarationIsComplete(Contribution contribution) {
        assertThat(contribution.id()).matches("[a-z][a-z0-9-]*");
        assertThat(contribution.label()).isNotBlank();
        assertThat(contribution.description()).hasSizeGreaterThan(12).endsWith(".");
        assertThat(contribution.create(Object.class)).isInstanceOf(contribution.kind().type());
        assertThat(contribution.create(Object.class)).isNotSameAs(contribution.create(Object.class));
        assertThat(contribution.resolve(Map.of(), "x").findings().castToList()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contributions")
    void parametersAreDocumentedAndSound(Contribution contribution) {
        assertThat(contribution.parameters().collect(ParameterDeclaration::id).castToList()).doesNotHaveDuplicates();
        for (ParameterDeclaration parameter : contribution.parameters()) {
            assertThat(parameter.label()).as(parameter.id()).isNotBlank();
            assertThat(parameter.description()).as(parameter.id()).hasSizeGreaterThan(8).endsWith(".");
            assertThat(parameter.type() == ParameterType.CHOICE).isEqualTo(parameter.choices().notEmpty());
            if (!parameter.onlyWhen().isEmpty()) {
                String[] condition = parameter.onlyWhen().split("=", 2);
                ParameterDeclaration other = contribution.parameter(condition[0]).orElseThrow();
                for (String value : condition[1].split("\\|")) {
                    other.parse(value);
                }
            }
        }
    }
}

package org.plumbline.analyses;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.TensorRole;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.paths.WeightTrend;
import org.plumbline.numerics.series.StackedTensor;

/** The trend that the trained networks of one seed share, and what is left of a network when its noise is taken away. */
final class Denoising {
    private final ImmutableList<WeightTrend> trends;

    private Denoising(ImmutableList<WeightTrend> trends) {
        this.trends = trends;
    }

    /**
     * @param networks whose trend is averaged, each with at least as many layers as there are cells
     * @param beta     exponent of the trend
     * @param cells    T
     */
    static Denoising of(List<TrainedNetwork> networks, double beta, int cells) {
        MutableList<WeightTrend> trends = Lists.mutable.empty();
        int tensors = tensors(networks.getFirst().network()).size();
        for (int i = 0; i < tensors; i++) {
            int tensor = i;
            trends.add(WeightTrend.of(networks.stream().map(network -> weights(network, tensor)).toList(), beta, cells));
        }
        return new Denoising(trends.toImmutable());
    }

    /**
     * The trend of the trained networks of one seed.
     *
     * @param deep  its trials that take part, by depth
     * @param notes hears what is missing
     * @return empty if there are too few of them, or what they left is not there any more
     */
    static Optional<Denoising> of(TrialSet trials, ImmutableList<TrialRecord> deep, TrendChoice choice, Consumer<String> notes)
            throws IOException {
        Optional<String> missing = choice.missing(deep.size());
        if (missing.isPresent()) {
            notes.accept(missing.get());
            return Optional.empty();
        }
        MutableList<TrainedNetwork> averaged = Lists.mutable.empty();
        for (TrialRecord trial : choice.averaged(deep)) {
            trials.trained(trial).ifPresent(averaged::add);
        }
        if (averaged.size() < choice.average()) {
            notes.accept("no trend: the weights of " + (choice.average() - averaged.size()) + " of the depths to average are not there");
            return Optional.empty();
        }
        return Optional.of(of(averaged, choice.beta(), choice.cells()));
    }

    /** @return the stacked weights and biases, in the order of the layout */
    static ImmutableList<Slot> tensors(Network network) {
        return network.layout().slots().select(slot -> slot.tensor().stackRank() == 1
                && (slot.tensor().role() == TensorRole.WEIGHT || slot.tensor().role() == TensorRole.BIAS));
    }

    /** @return W of a tensor, with what of the scale belongs to it */
    static StackedTensor weights(TrainedNetwork trained, int tensor) {
        Slot slot = tensors(trained.network()).get(tensor);
        int depth = slot.tensor().stackLength();
        StackedTensor plain = StackedTensor.of(trained.parameters(), slot.offset(), depth, slot.size() / depth);
        return factors(trained).map(plain::scaledBy).orElse(plain);
    }

    private static Optional<double[]> factors(TrainedNetwork trained) {
        ResidualStack stack = ResidualStack.of(trained.network()).orElseThrow();
        if (!stack.isPerLayer()) {
            return Optional.empty();
        }
        Stacks.Scale scale = Stacks.scale(trained.network()).orElseThrow();
        double[] factors = new double[stack.repeat().count()];
        for (int k = 0; k < factors.length; k++) {
            double delta = scale.at(trained.parameters(), k);
            factors[k] = stack.isHomogeneous() ? Math.abs(delta) : Math.signum(delta);
        }
        return Optional.of(factors);
    }

    WeightTrend trend(int tensor) {
        return trends.get(tensor);
    }

    /** @return parameters with all W replaced by their trend; those that have no layer axis as they are */
    RealArray denoised(TrainedNetwork trained) {
        RealArray parameters = trained.parameters().copy();
        ImmutableList<Slot> slots = tensors(trained.network());
        for (int i = 0; i < slots.size(); i++) {
            double[] trend = trends.get(i).trend(slots.get(i).tensor().stackLength());
            for (int j = 0; j < trend.length; j++) {
                parameters.set(slots.get(i).offset() + j, trend[j]);
            }
        }
        ResidualStack stack = ResidualStack.of(trained.network()).orElseThrow();
        if (stack.isPerLayer()) {
            Stacks.Scale scale = Stacks.scale(trained.network()).orElseThrow();
            for (int k = 0; k < stack.repeat().count(); k++) {
                double delta = scale.at(trained.parameters(), k);
                parameters.set(scale.slot().offset() + k, stack.isHomogeneous() ? Math.signum(delta) : Math.abs(delta));
            }
        }
        return parameters;
    }

    /** @return (sum |W - Wtrend|^2 / sum |W|^2)^(1/2) over layers and entries of a tensor */
    double relativeNoise(TrainedNetwork trained, int tensor) {
        StackedTensor weights = weights(trained, tensor);
        double noise = 0;
        for (double n : trends.get(tensor).noise(weights)) {
            noise += n * n;
        }
        double all = 0;
        for (int k = 0; k < weights.layers(); k++) {
            for (int j = 0; j < weights.size(); j++) {
                all += weights.value(k, j) * weights.value(k, j);
            }
        }
        return Math.sqrt(noise / all);
    }

    /** @return the loss with these parameters on the test examples, on the training examples if there are none */
    static double loss(TrainedNetwork trained, RealArray parameters) {
        DataSet data = trained.data();
        boolean tested = data.shape().test() > 0;
        double[] outputs = trained.with(parameters).outputs(tested ? data.testInputs() : data.trainInputs());
        int k = trained.network().output().size();
        return trained.objective().value(outputs, tested ? data.testTargets() : data.trainTargets(), outputs.length / k, k);
    }
}

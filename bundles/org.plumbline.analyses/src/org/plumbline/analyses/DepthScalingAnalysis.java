package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.series.DepthStatistics;

/**
 * How the weights of a trained network change with its depth: statistics along the stack, and their exponents.
 * <p>Let W_k, k = 0 .. L-1, be the layers of a stacked tensor. maxNorm = max_k ||W_k||; increments = max_k ||W_(k+1) - W_k||,
 * not scaled; rootSumSquares = (sum_k ||W_k||^2)^(1/2); cumulativeSum = ||sum_k W_k||; squaredVariation = sum_k ||W_(k+1) - W_k||^2
 * and quadraticVariation its root; h1Norm = (L sum_k ||W_(k+1) - W_k||^2)^(1/2); detrendedSum = max_k ||U_k - local mean of U|| with
 * U_k = sum_(j<k) W_j; movement = max_k ||W_k - W_k(0)||, W(0) the weights that training began with; ||.|| is the Frobenius norm. They are taken of each stacked weight and bias T and, if the network has one
 * trainable branch scale delta, of delta*T and |delta|*T ({@link Stacks}); abs(delta) = max_k |delta_k|. The exponent of a quantity is
 * its slope in ln(quantity) = intercept + slope ln(L), by least squares ({@link ExponentResult}). With {@code every} above 0 the same is
 * observed during training ({@link DepthProbe}).</p>
 * Shape: parameters flat, in the order of the layout; T [L, ...]. Units: those of the weights; L in layers.
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML 2021, and its released program.
 * Pinned by DepthScalingMeasureTest and DepthScalingEvaluateTest.
 */
public final class DepthScalingAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        if (Stacks.of(network).notEmpty()) {
            return Optional.empty();
        }
        return Optional.of("depth-scaling needs weights that are repeated along the depth, once: parameters within exactly one"
                + " repeat whose copies are not tied; this network has "
                + tensors(network.layout().slots().collect(slot -> slot.tensor())));
    }

    private static String tensors(ImmutableList<ParameterTensor> tensors) {
        return tensors.isEmpty() ? "no parameters"
                : tensors.collect(t -> "'" + t.name() + "' of shape " + t.shape()).makeString(", ");
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        Network network = trained.network();
        RealArray parameters = trained.parameters();
        RealArray start = trained.initial().get();
        SortedMap<String, Double> measured = new TreeMap<>();
        for (Stacks.Stack stack : Stacks.of(network)) {
            DepthStatistics statistics = DepthStatistics.of(stack.layers(parameters));
            for (DepthStatistic statistic : DepthStatistic.values()) {
                if (statistic.isDefinedFor(stack.depth())) {
                    measured.put(statistic.quantity(stack.name()), statistic.of(statistics));
                }
            }
            measured.put(Movement.quantity(stack), Movement.of(stack, parameters, start));
        }
        Stacks.scale(network).ifPresent(scale -> measured.put("abs(" + scale.tensor().name() + ")", scale.largest(parameters)));
        return measured;
    }

    @Override
    public Optional<Probe> probe(Network network, Settings settings) {
        long every = settings.longInteger("every");
        return every == 0 ? Optional.empty() : Optional.of(new DepthProbe(network, every));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException {
        return new DepthScalingEvaluation(analysis, trials, settings).results();
    }
}

package org.plumbline.analyses;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.ConvolutionBlocks.Kernel;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * How the convolutions of a residual network change with its depth, as operators.
 * <p>Let T_k be the j-th convolution in the branch of residual block k, ||T|| the largest singular value of the circular convolution of
 * stride 1 with its kernel on an input of the size that the layer sees (the network itself may pad with zeros and have a stride).
 * maxNorm(T) = max_k ||T_k||, minNorm(T) = min_k ||T_k||, rootSumSquares(T) = (sum_k ||T_k||^2)^(1/2), increments(T) = max ||T_(k+1) - T_k||
 * over the consecutive blocks whose kernels have equal extents, on the input of the later one (all others are left out); norm(T,k) =
 * ||T_k||. The first convolutions are called A, the second Delta, further ones conv3 and so on. Exponents in depth by least squares
 * ({@link ExponentResult}).</p>
 * Shape: kernels [out, in, k, k], or [out, in, k] for sequences. Units: those of the weights.
 * Source: Cohen, Cont, Rossier, Xu, "Scaling properties of deep residual networks", ICML 2021, and its released program
 * (scaling-limits 4.1). Pinned by OperatorScalingTest.
 */
public final class OperatorScalingAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        return ConvolutionBlocks.of(network).notEmpty() ? Optional.empty()
                : Optional.of("operator-scaling needs convolutions in the branches of residual blocks; the tensors of this network are "
                        + network.layout().slots().collect(slot -> "'" + slot.tensor().name() + "' of shape " + slot.tensor().shape()).makeString(", "));
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        ImmutableList<ImmutableList<Kernel>> blocks = ConvolutionBlocks.of(trained.network());
        SortedMap<String, Double> measured = new TreeMap<>();
        int most = blocks.collectInt(ImmutableList::size).maxIfEmpty(0);
        for (int place = 0; place < most; place++) {
            measure(blocks, place, trained, measured);
        }
        return measured;
    }

    private static void measure(ImmutableList<ImmutableList<Kernel>> blocks, int place, TrainedNetwork trained, SortedMap<String, Double> measured) {
        String name = name(place);
        MutableList<Double> norms = Lists.mutable.empty();
        MutableList<Double> increments = Lists.mutable.empty();
        for (int k = 0; k < blocks.size(); k++) {
            if (blocks.get(k).size() <= place) {
                continue;
            }
            Kernel kernel = blocks.get(k).get(place);
            double norm = kernel.norm(trained.parameters());
            norms.add(norm);
            measured.put(String.format(Locale.ROOT, "norm(%s,%d)", name, k), norm);
            if (k > 0 && blocks.get(k - 1).size() > place && blocks.get(k - 1).get(place).extents().equals(kernel.extents())) {
                increments.add(kernel.distance(blocks.get(k - 1).get(place), trained.parameters()));
            }
        }
        measured.put("maxNorm(" + name + ")", norms.max());
        measured.put("minNorm(" + name + ")", norms.min());
        measured.put("rootSumSquares(" + name + ")", Math.sqrt(norms.sumOfDouble(norm -> norm * norm)));
        if (increments.notEmpty()) {
            measured.put("increments(" + name + ")", increments.max());
        }
    }

    /** @return what the convolutions at a place of the branch are called, counted from 0 */
    static String name(int place) {
        return place == 0 ? "A" : place == 1 ? "Delta" : "conv" + (place + 1);
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
        return new OperatorScalingEvaluation(analysis, trials.records(), settings).results();
    }
}

package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.dnn.LayerProgram;

/** Runs layers one by one: one program for each mode that is used, since they differ in what normalisations read. */
final class LayerProgramExecution implements NetworkExecution {
    private final Network network;
    private final ImmutableList<Layer> layers;
    private final Shape input;
    private final LayerProgram.Plan plan;
    private final RealArray statistics;
    private final LayerGraphs.Translation training;
    private final Precision precision;
    private final RealArray mean;
    private final RealArray variance;
    private PreparedProgram trainingProgram;
    private PreparedProgram evaluationProgram;
    /** The one that computed the last forward pass. */
    private PreparedProgram current;
    /** Parameters, and behind them statistics, of the last forward pass of an evaluation. */
    private RealArray extended;
    private RealArray extendedGradient;

    LayerProgramExecution(Network network, ImmutableList<Layer> layers, Shape input, LayerProgram.Plan plan, RealArray statistics) {
        this.network = network;
        this.layers = layers;
        this.input = input;
        this.plan = plan;
        this.statistics = statistics;
        precision = statistics.precision();
        training = LayerGraphs.translate(network, layers, input, Mode.TRAINING).orElseThrow();
        int channels = training.observed().collectInt(LayerGraphs.Observed::channels).maxIfEmpty(0);
        mean = RealArray.zeros(precision, channels);
        variance = RealArray.zeros(precision, channels);
    }

    /** Modes differ only where there are statistics. */
    private boolean readsStatistics(Mode mode) {
        return mode == Mode.EVALUATION && training.observed().notEmpty();
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int n, RealArray y) {
        if (readsStatistics(mode)) {
            if (evaluationProgram == null) {
                LayerGraphs.Translation evaluation = LayerGraphs.translate(network, layers, input, Mode.EVALUATION).orElseThrow();
                evaluationProgram = PreparedProgram.of(precision, evaluation.graph(), plan);
                extended = RealArray.zeros(precision, network.layout().size() + network.statistics().size());
                extendedGradient = RealArray.zeros(precision, extended.length());
            }
            current = evaluationProgram;
            extended.copyFrom(parameters, 0, 0, network.layout().size());
            extended.copyFrom(statistics, 0, network.layout().size(), network.statistics().size());
            current.forward(extended, x, n, y);
            return;
        }
        if (trainingProgram == null) {
            trainingProgram = PreparedProgram.of(precision, training.graph(), plan);
        }
        current = trainingProgram;
        current.forward(parameters, x, n, y);
        if (mode == Mode.TRAINING) {
            training.observed().forEach(normalisation -> observe(normalisation, n));
        }
    }

    private void observe(LayerGraphs.Observed normalisation, int n) {
        current.statistics(normalisation.value(), mean, variance);
        double count = (double) n * normalisation.area();
        double unbiased = count > 1 ? count / (count - 1) : 1;
        for (int c = 0; c < normalisation.channels(); c++) {
            move(normalisation.mean() + c, mean.get(c), normalisation.momentum());
            move(normalisation.variance() + c, variance.get(c) * unbiased, normalisation.momentum());
        }
    }

    private void move(int at, double value, double share) {
        statistics.set(at, statistics.get(at) + share * (value - statistics.get(at)));
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        if (current == evaluationProgram) {
            current.backward(extended, g, extendedGradient, inputGradient);
            layers.injectInto(input, (shape, layer) -> {
                layer.parameters(shape).collect(tensor -> network.layout().slot(tensor.name())).forEach(slot -> gradient.copyFrom(
                        extendedGradient, slot.offset(), slot.offset(), slot.size()));
                return layer.outputShape(shape);
            });
            return;
        }
        current.backward(parameters, g, gradient, inputGradient);
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        if (current == evaluationProgram) {
            RealArray direction = RealArray.zeros(precision, extended.length());
            direction.copyFrom(parameterTangent, 0, 0, network.layout().size());
            current.tangent(extended, inputTangent, direction, outputTangent);
            return;
        }
        current.tangent(parameters, inputTangent, parameterTangent, outputTangent);
    }

    @Override
    public String firstNonFinite() {
        return "";
    }

    @Override
    public void close() {
        if (trainingProgram != null) {
            trainingProgram.close();
        }
        if (evaluationProgram != null) {
            evaluationProgram.close();
        }
    }
}

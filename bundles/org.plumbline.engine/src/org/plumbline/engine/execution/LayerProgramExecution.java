package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.arrays.RealArray.Floats;
import org.plumbline.numerics.dnn.LayerProgram;

/** Runs layers on oneDNN: one program for each mode that is used, since they differ in what normalisations read. */
final class LayerProgramExecution implements NetworkExecution {
    private final Network network;
    private final ImmutableList<Layer> layers;
    private final Shape input;
    private final LayerProgram.Plan plan;
    private final RealArray statistics;
    private final LayerGraphs.Translation training;
    private final float[] mean;
    private final float[] variance;
    private LayerProgram trainingProgram;
    private LayerProgram evaluationProgram;
    /** The one that computed the last forward pass. */
    private LayerProgram current;
    /** Parameters, and behind them statistics, of the last forward pass of an evaluation. */
    private float[] extended;
    private float[] extendedGradient;

    LayerProgramExecution(Network network, ImmutableList<Layer> layers, Shape input, LayerProgram.Plan plan, RealArray statistics) {
        this.network = network;
        this.layers = layers;
        this.input = input;
        this.plan = plan;
        this.statistics = statistics;
        training = LayerGraphs.translate(network, layers, input, Mode.TRAINING).orElseThrow();
        int channels = training.observed().collectInt(LayerGraphs.Observed::channels).maxIfEmpty(0);
        mean = new float[channels];
        variance = new float[channels];
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
                evaluationProgram = new LayerProgram(evaluation.graph(), plan);
                extended = new float[network.layout().size() + network.statistics().size()];
                extendedGradient = new float[extended.length];
            }
            current = evaluationProgram;
            System.arraycopy(floats(parameters), 0, extended, 0, network.layout().size());
            System.arraycopy(floats(statistics), 0, extended, network.layout().size(), network.statistics().size());
            current.forward(extended, floats(x), n, floats(y));
            return;
        }
        if (trainingProgram == null) {
            trainingProgram = new LayerProgram(training.graph(), plan);
        }
        current = trainingProgram;
        current.forward(floats(parameters), floats(x), n, floats(y));
        if (mode == Mode.TRAINING) {
            training.observed().forEach(normalisation -> observe(normalisation, n));
        }
    }

    private void observe(LayerGraphs.Observed normalisation, int n) {
        current.statistics(normalisation.value(), mean, variance);
        double count = (double) n * normalisation.area();
        double unbiased = count > 1 ? count / (count - 1) : 1;
        for (int c = 0; c < normalisation.channels(); c++) {
            move(normalisation.mean() + c, mean[c], normalisation.momentum());
            move(normalisation.variance() + c, variance[c] * unbiased, normalisation.momentum());
        }
    }

    private void move(int at, double value, double share) {
        statistics.set(at, statistics.get(at) + share * (value - statistics.get(at)));
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        float[] dx = inputGradient == null ? null : floats(inputGradient);
        if (current == evaluationProgram) {
            current.backward(extended, floats(g), extendedGradient, dx);
            layers.injectInto(input, (shape, layer) -> {
                layer.parameters(shape).collect(tensor -> network.layout().slot(tensor.name())).forEach(slot -> System.arraycopy(
                        extendedGradient, slot.offset(), floats(gradient), slot.offset(), slot.size()));
                return layer.outputShape(shape);
            });
            return;
        }
        current.backward(floats(parameters), floats(g), floats(gradient), dx);
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        if (current == evaluationProgram) {
            float[] direction = java.util.Arrays.copyOf(floats(parameterTangent), extended.length);
            current.tangent(extended, floats(inputTangent), direction, floats(outputTangent));
            return;
        }
        current.tangent(floats(parameters), floats(inputTangent), floats(parameterTangent), floats(outputTangent));
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

    private static float[] floats(RealArray array) {
        return ((Floats) array).values();
    }
}

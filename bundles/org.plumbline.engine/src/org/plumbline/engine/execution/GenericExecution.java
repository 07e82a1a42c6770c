package org.plumbline.engine.execution;

import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.LayerParameters;
import org.plumbline.engine.network.Linearisation;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.network.Pass;
import org.plumbline.engine.network.Shape;
import org.plumbline.nd4j.Backend;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/** Runs any tree, layer by layer, with the layers' own INDArray operations. Slow where layers are small, but it takes all. */
final class GenericExecution implements NetworkExecution {
    private final ParameterLayout layout;
    private final ImmutableList<ParameterLayout.Slot> slots;
    private final Layer root;
    private final Shape input;
    private final Shape output;
    private final LayerParameters statistics;
    private final RandomStream noise;
    private Linearisation point;
    private int n;

    GenericExecution(Network network, Layer root, Shape input, RealArray statistics, RandomStream noise) {
        Backend.initialise();
        this.layout = network.layout();
        this.slots = root.parameters(input).collect(tensor -> layout.slot(tensor.name()));
        this.root = root;
        this.input = input;
        this.output = root.outputShape(input);
        this.statistics = LayerParameters.of(network.statistics(), statistics);
        this.noise = noise;
    }

    @Override
    public void forward(Mode mode, RealArray parameters, RealArray x, int count, RealArray y) {
        n = count;
        point = root.linearise(LayerParameters.of(layout, parameters), array(x, input), new Pass(mode, statistics, noise));
        copy(point.output(), y);
    }

    @Override
    public void backward(RealArray parameters, RealArray g, RealArray gradient, RealArray inputGradient) {
        for (ParameterLayout.Slot slot : slots) {
            for (int i = 0; i < slot.size(); i++) {
                gradient.set(slot.offset() + i, 0);
            }
        }
        INDArray dx = point.vjp(array(g, output), LayerParameters.of(layout, gradient));
        if (inputGradient != null) {
            copy(dx, inputGradient);
        }
    }

    @Override
    public void tangent(RealArray parameters, RealArray inputTangent, RealArray parameterTangent, RealArray outputTangent) {
        copy(point.jvp(array(inputTangent, input), LayerParameters.of(layout, parameterTangent)), outputTangent);
    }

    @Override
    public String firstNonFinite() {
        return "";
    }

    @Override
    public void close() {
        point = null;
    }

    private INDArray array(RealArray values, Shape example) {
        RealArray used = values.slice(0, n * example.size());
        INDArray flat = used instanceof RealArray.Floats floats ? Nd4j.createFromArray(floats.values())
                : Nd4j.createFromArray(used.doubles(used.length()));
        return flat.reshape(example.stacked(n).longExtents());
    }

    private static void copy(INDArray from, RealArray to) {
        INDArray rowMajor = from.dup('c');
        switch (to) {
            case RealArray.Floats floats -> {
                float[] values = rowMajor.data().asFloat();
                System.arraycopy(values, 0, floats.values(), 0, values.length);
            }
            case RealArray.Doubles doubles -> {
                double[] values = rowMajor.data().asDouble();
                System.arraycopy(values, 0, doubles.values(), 0, values.length);
            }
            case RealArray other -> {
                double[] values = rowMajor.data().asDouble();
                for (int i = 0; i < values.length; i++) {
                    other.set(i, values[i]);
                }
            }
        }
    }
}

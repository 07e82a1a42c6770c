package org.plumbline.engine.network;

import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.nd4j.Backend;

/** Runs any tree, layer by layer, with the layers' own INDArray operations. Slow where layers are small, but it takes all. */
final class GenericExecution implements NetworkExecution {
    private final Network network;
    private Linearisation point;
    private int n;

    GenericExecution(Network network) {
        Backend.initialise();
        this.network = network;
    }

    @Override
    public String path() {
        return "generic, ND4J operations layer by layer";
    }

    @Override
    public void forward(float[] parameters, float[] x, int n, float[] y) {
        this.n = n;
        point = network.root().linearise(LayerParameters.of(network.layout(), parameters), array(x, network.input()));
        copy(point.output(), y);
    }

    @Override
    public void backward(float[] parameters, float[] g, float[] gradient) {
        Arrays.fill(gradient, 0);
        point.vjp(array(g, network.output()), LayerParameters.of(network.layout(), gradient));
    }

    @Override
    public void tangent(float[] parameters, float[] inputTangent, float[] parameterTangent, float[] outputTangent) {
        copy(point.jvp(array(inputTangent, network.input()), LayerParameters.of(network.layout(), parameterTangent)),
                outputTangent);
    }

    @Override
    public String firstNonFinite() {
        return "";
    }

    @Override
    public void close() {
        point = null;
    }

    private INDArray array(float[] values, Shape example) {
        int used = n * example.size();
        float[] batch = values.length == used ? values : Arrays.copyOf(values, used);
        return Nd4j.createFromArray(batch).reshape(example.stacked(n).longExtents());
    }

    private static void copy(INDArray from, float[] to) {
        float[] values = from.dup('c').data().asFloat();
        System.arraycopy(values, 0, to, 0, values.length);
    }
}

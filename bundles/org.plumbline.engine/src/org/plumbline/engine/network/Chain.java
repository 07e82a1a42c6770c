package org.plumbline.engine.network;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The linearisation of layers one after the other, each with its own window on the parameters. */
final class Chain implements Linearisation {
    private final List<Linearisation> parts;
    private final INDArray output;
    private final Windows windows;

    /** Which window of the parameters, gradients or tangents part k sees. */
    interface Windows {
        LayerParameters of(LayerParameters whole, int k);
    }

    Chain(List<Linearisation> parts, INDArray output, Windows windows) {
        this.parts = parts;
        this.output = output;
        this.windows = windows;
    }

    @Override
    public INDArray output() {
        return output;
    }

    @Override
    public INDArray vjp(INDArray outputGradient, LayerParameters gradient) {
        INDArray g = outputGradient;
        for (int k = parts.size() - 1; k >= 0; k--) {
            g = parts.get(k).vjp(g, windows.of(gradient, k));
        }
        return g;
    }

    @Override
    public INDArray jvp(INDArray inputTangent, LayerParameters parameterTangent) {
        INDArray t = inputTangent;
        for (int k = 0; k < parts.size(); k++) {
            t = parts.get(k).jvp(t, windows.of(parameterTangent, k));
        }
        return t;
    }
}

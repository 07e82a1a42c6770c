package org.plumbline.datasets;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Inputs and targets that have nothing to do with each other: all coordinates independent and uniform on (0, 1).
 * <p>x_ij ~ U(0, 1), y_ik ~ U(0, 1); each seed draws its own. For the study of networks before training, where examples only carry a
 * signal.</p>
 * Shape: inputs [n, d], targets [n, outputs]; no test examples. Drawn in single precision, from the streams
 * {@code data/uniform-noise/inputs} and {@code data/uniform-noise/targets}.
 * Source: data of the initialisation study of Marion, Fermanian, Biau, Vert, "Scaling ResNets in the large-depth regime", JMLR 26
 * (2025), d = 64 and one output (scaling-limits 3.1, D1). Pinned by UniformNoiseDatasetTest.
 */
public final class UniformNoiseDataset implements Dataset {

    @Override
    public DataShape shape(Settings settings) {
        return new DataShape(Shape.of(settings.integer("dimension")), Shape.of(settings.integer("outputs")), settings.integer("train"), 0);
    }

    @Override
    public String contentDigest(Settings settings) {
        return "";
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        float[] inputs = uniform(shape.train() * shape.input().size(), streams.stream("data/uniform-noise/inputs"));
        float[] targets = uniform(shape.train() * shape.target().size(), streams.stream("data/uniform-noise/targets"));
        return new DataSet(shape, inputs, targets, new float[0], new float[0]);
    }

    private static float[] uniform(int count, RandomStream stream) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) stream.uniform(0, 1);
        }
        return values;
    }
}

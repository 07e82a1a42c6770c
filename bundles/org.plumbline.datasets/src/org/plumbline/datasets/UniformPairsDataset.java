package org.plumbline.datasets;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Inputs and targets without any relation.
 * <p>All coordinates are independent and uniform on (0, 1).</p>
 * Shape: inputs [n, d], targets [n, k]. Draws training inputs, training targets, test inputs, test targets from the streams
 * {@code data/uniform-pairs/NAME}. Source: rows D1 to D4 of scaling-limits 3.1 (Marion et al., JMLR 26 (2025), released program).
 * Pinned by UniformPairsDatasetTest.
 */
public final class UniformPairsDataset implements Dataset {

    @Override
    public DataShape shape(Settings settings) {
        return new DataShape(Shape.of(settings.integer("dimension")), Shape.of(settings.integer("outputs")), settings.integer("train"),
                settings.integer("test"));
    }

    @Override
    public String contentDigest(Settings settings) {
        return "";
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        int d = shape.input().size();
        int k = shape.target().size();
        return new DataSet(shape, uniform(streams, "train-inputs", shape.train(), d), uniform(streams, "train-targets", shape.train(), k),
                uniform(streams, "test-inputs", shape.test(), d), uniform(streams, "test-targets", shape.test(), k));
    }

    private static float[] uniform(RandomStreams streams, String name, int count, int size) {
        RandomStream stream = streams.stream("data/uniform-pairs/" + name);
        float[] values = new float[Math.multiplyExact(count, size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.uniform();
        }
        return values;
    }
}

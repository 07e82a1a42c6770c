package org.plumbline.example;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Points of the plane and where a rotation takes them.
 * <p>x ~ N(0, I); t = (cos(a) x_0 - sin(a) x_1, sin(a) x_0 + cos(a) x_1) with the angle a.</p>
 * Shape: inputs and targets [n, 2]. Source: definition. Pinned by ExampleTest.
 */
public final class RotationDataset implements Dataset {

    @Override
    public DataShape shape(Settings settings) {
        return new DataShape(Shape.of(2), Shape.of(2), settings.integer("train"), settings.integer("test"));
    }

    @Override
    public String contentDigest(Settings settings) {
        return "";
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        double angle = StrictMath.toRadians(settings.real("angle"));
        RandomStream stream = streams.stream("data/rotation");
        float[] trainInputs = points(stream, shape.train());
        float[] testInputs = points(stream, shape.test());
        return new DataSet(shape, trainInputs, rotated(trainInputs, angle), testInputs, rotated(testInputs, angle));
    }

    private static float[] points(RandomStream stream, int n) {
        float[] points = new float[2 * n];
        stream.gaussians(points, 0, 1);
        return points;
    }

    private static float[] rotated(float[] points, double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        float[] images = new float[points.length];
        for (int i = 0; i < points.length; i += 2) {
            images[i] = (float) (c * points[i] - s * points[i + 1]);
            images[i + 1] = (float) (s * points[i] + c * points[i + 1]);
        }
        return images;
    }
}

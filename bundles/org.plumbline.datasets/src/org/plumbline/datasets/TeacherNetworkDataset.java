package org.plumbline.datasets;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Regression data from a random residual network of given depth, without noise.
 * <p>x uniform on the unit sphere of dimension d; z_0 = x; z_{t+1} = z_t + T^-a sigma(z_t A_t + b_t), t = 0 .. T-1; target z_T. Entries of A_t
 * are independent N(0, s^2/d), those of b_t N(0, r^2/d). With T^-1/2 and independent layers the map keeps its size as T grows, and tends to
 * that of a stochastic differential equation; a residual network of depth T with the same scale and activation can represent it. With
 * sigma the identity and r = 0 it is a random linear map.</p>
 * Shape: inputs and targets [n, d]. Computed in double with StrictMath, so that every machine gives the same numbers, and rounded once.
 * Draws the teacher from the stream {@code data/teacher-network/weights} (A_0, b_0, A_1, ...; b also if r = 0), x of the training
 * examples, then of the test examples, from {@code data/teacher-network/inputs}.
 * Source: ours. Pinned by TeacherNetworkDatasetTest.
 */
public final class TeacherNetworkDataset implements Dataset {

    @Override
    public DataShape shape(Settings settings) {
        Shape vector = Shape.of(settings.integer("dimension"));
        return new DataShape(vector, vector, settings.integer("train"), settings.integer("test"));
    }

    @Override
    public String contentDigest(Settings settings) {
        return "";
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        int d = shape.input().size();
        Teacher teacher = new Teacher(settings, streams.stream("data/teacher-network/weights"));
        RandomStream stream = streams.stream("data/teacher-network/inputs");
        float[] trainInputs = new float[Math.multiplyExact(shape.train(), d)];
        float[] trainTargets = new float[trainInputs.length];
        float[] testInputs = new float[Math.multiplyExact(shape.test(), d)];
        float[] testTargets = new float[testInputs.length];
        fill(teacher, stream, d, trainInputs, trainTargets);
        fill(teacher, stream, d, testInputs, testTargets);
        return new DataSet(shape, trainInputs, trainTargets, testInputs, testTargets);
    }

    private static void fill(Teacher teacher, RandomStream stream, int d, float[] inputs, float[] targets) {
        for (int start = 0; start < inputs.length; start += d) {
            double[] x = Vectors.onSphere(d, stream);
            double[] y = teacher.apply(x);
            for (int j = 0; j < d; j++) {
                inputs[start + j] = (float) x[j];
                targets[start + j] = (float) y[j];
            }
        }
    }

    /** The random network. */
    static final class Teacher {
        private final double[][] weights;
        private final double[][] biases;
        private final double scale;
        private final String activation;

        Teacher(Settings settings, RandomStream stream) {
            int d = settings.integer("dimension");
            int layers = settings.integer("layers");
            activation = settings.text("activation");
            scale = StrictMath.pow(layers, -settings.real("alpha"));
            weights = new double[layers][d * d];
            biases = new double[layers][d];
            for (int t = 0; t < layers; t++) {
                stream.gaussians(weights[t], 0, settings.real("sd") / Math.sqrt(d));
                stream.gaussians(biases[t], 0, settings.real("biasSd") / Math.sqrt(d));
            }
        }

        double[] weights(int t) {
            return weights[t];
        }

        /** @return z_T for z_0 = x, which is not modified */
        double[] apply(double[] x) {
            double[] z = x.clone();
            for (int t = 0; t < weights.length; t++) {
                double[] branch = biases[t].clone();
                for (int i = 0; i < z.length; i++) {
                    for (int j = 0; j < z.length; j++) {
                        branch[j] += z[i] * weights[t][i * z.length + j];
                    }
                }
                for (int j = 0; j < z.length; j++) {
                    z[j] += scale * sigma(branch[j]);
                }
            }
            return z;
        }

        private double sigma(double value) {
            return switch (activation) {
                case "tanh" -> StrictMath.tanh(value);
                case "relu" -> Math.max(value, 0);
                case "identity" -> value;
                default -> throw new IllegalArgumentException("activation '" + activation + "'");
            };
        }
    }
}

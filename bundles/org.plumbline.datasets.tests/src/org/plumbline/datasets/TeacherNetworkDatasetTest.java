package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.plumbline.datasets.TeacherNetworkDataset.Teacher;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.numerics.random.RandomStreams;

class TeacherNetworkDatasetTest {
    private static final TeacherNetworkDataset TEACHER = new TeacherNetworkDataset();

    private static Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("dimension", 4L, "train", 20L, "test", 5L, "layers", 3L, "activation", "tanh",
                "alpha", 0.5, "sd", 1.0, "biasSd", 0.5));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    private static Teacher teacher(Settings settings) {
        return new Teacher(settings, new RandomStreams(5).stream("data/teacher-network/weights"));
    }

    /** One layer, d = 1, T^-a = 1: y = x + tanh(a x + b), with a and b the first two draws of the stream, times s and r. */
    @Test
    void oneLayerIsTheFormula() {
        Settings settings = settings("dimension", 1L, "layers", 1L);
        var stream = new RandomStreams(5).stream("data/teacher-network/weights");
        double a = stream.gaussian();
        double b = 0.5 * stream.gaussian();
        assertThat(teacher(settings).apply(new double[] {0.7})[0]).isCloseTo(0.7 + Math.tanh(0.7 * a + b), within(1e-15));
    }

    /** With the identity and no bias the teacher is a linear map: that of a sum of scaled inputs is the sum. */
    @Test
    void identityTeacherIsLinear() {
        Teacher linear = teacher(settings("activation", "identity", "biasSd", 0.0));
        double[] x = {0.3, -0.2, 0.5, 0.1};
        double[] y = {-0.4, 0.6, 0.2, 0.9};
        double[] sum = new double[4];
        for (int j = 0; j < 4; j++) {
            sum[j] = 2 * x[j] - 3 * y[j];
        }
        double[] expected = new double[4];
        for (int j = 0; j < 4; j++) {
            expected[j] = 2 * linear.apply(x)[j] - 3 * linear.apply(y)[j];
        }
        assertThat(linear.apply(sum)).containsExactly(expected, within(1e-14));
    }

    /** E |z_T|^2 = (1 + s^2/T)^T for the linear teacher with T^-1/2: 1.01^100 = 2.705; 4000 teachers with d = 8, five standard errors. */
    @Test
    void independentLayersKeepTheSizeOfTheOutput() {
        double sum = 0;
        double square = 0;
        int n = 4000;
        for (int seed = 0; seed < n; seed++) {
            Teacher linear = new Teacher(settings("dimension", 8L, "layers", 100L, "activation", "identity", "biasSd", 0.0),
                    new RandomStreams(seed).stream("w"));
            double norm = Vectors.norm(linear.apply(new double[] {1, 0, 0, 0, 0, 0, 0, 0}));
            sum += norm * norm / n;
            square += Math.pow(norm, 4) / n;
        }
        assertThat(sum).isCloseTo(Math.pow(1.01, 100), within(5 * Math.sqrt((square - sum * sum) / n)));
    }

    @Test
    void inputsHaveNormOneAndTargetsAreTheTeachers() {
        DataSet data = TEACHER.load(settings(), new RandomStreams(5));
        Teacher teacher = teacher(settings());
        for (int i = 0; i < 20; i++) {
            double[] x = new double[4];
            for (int j = 0; j < 4; j++) {
                x[j] = data.trainInputs()[4 * i + j];
            }
            assertThat(Vectors.norm(x)).isCloseTo(1, within(1e-6));
            double[] y = teacher.apply(x);
            for (int j = 0; j < 4; j++) {
                assertThat((double) data.trainTargets()[4 * i + j]).isCloseTo(y[j], within(1e-5));
            }
        }
        assertThat(data.testInputs()).hasSize(20).doesNotContain(data.trainInputs()[0]);
    }
}

package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStreams;

class DatasetContractTest {
    private static final int COUNT = 8;
    @TempDir
    private static Path folder;

    static Stream<Contribution> datasets() {
        return Installed.all(ContributionKind.DATASET);
    }

    /** For the datasets that read a folder of images: the four IDX files, and the binary files of CIFAR. */
    @BeforeAll
    static void writeImages() throws IOException {
        for (String name : new String[] {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"}) {
            Files.write(folder.resolve(name + ".bin"), images(1));
        }
        for (String name : new String[] {"train", "test"}) {
            Files.write(folder.resolve(name + ".bin"), images(2));
        }
        for (String part : new String[] {"train", "t10k"}) {
            write(part + "-images-idx3-ubyte", 0x803, COUNT * 784, COUNT, 28, 28);
            write(part + "-labels-idx1-ubyte", 0x801, COUNT, COUNT);
        }
    }

    /** Pixels and labels below 10; a record has some labels and 3072 pixels. */
    private static byte[] images(int labels) {
        byte[] bytes = new byte[COUNT * (labels + 3072)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (7 * i % 10);
        }
        return bytes;
    }

    private static void write(String name, int magic, int values, int... extents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int extent : extents) {
            out.writeInt(extent);
        }
        for (int i = 0; i < values; i++) {
            out.write(values == COUNT ? i % 10 : 7 * i % 251);
        }
        Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private static Settings settings(Contribution contribution) {
        return Installed.settings(contribution, Map.of("folder", folder.toString(), "train", "" + COUNT, "test", "" + COUNT));
    }

    private static DataSet load(Contribution contribution, long seed) {
        return contribution.create(Dataset.class).load(settings(contribution), new RandomStreams(seed));
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void equalSeedsGiveEqualBits(Contribution contribution) {
        DataSet one = load(contribution, 3);
        DataSet two = load(contribution, 3);
        assertThat(two.trainInputs()).containsExactly(one.trainInputs());
        assertThat(two.trainTargets()).containsExactly(one.trainTargets());
        assertThat(two.testInputs()).containsExactly(one.testInputs());
        assertThat(two.testTargets()).containsExactly(one.testTargets());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void delivers(Contribution contribution) {
        DataSet data = load(contribution, 4);
        assertThat(data.shape()).isEqualTo(contribution.create(Dataset.class).shape(settings(contribution)));
        assertThat(data.shape().train()).isPositive();
        for (float[] values : new float[][] {data.trainInputs(), data.trainTargets(), data.testInputs(), data.testTargets()}) {
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    assertThat(value).isFinite();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void digestRepeatsItself(Contribution contribution) {
        Settings settings = settings(contribution);
        assertThat(contribution.create(Dataset.class).contentDigest(settings))
                .isEqualTo(contribution.create(Dataset.class).contentDigest(settings));
    }
}

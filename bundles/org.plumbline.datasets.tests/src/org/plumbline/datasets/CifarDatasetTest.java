package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.numerics.random.RandomStreams;

class CifarDatasetTest {
    private static final double[] MEAN = {0.4914, 0.4822, 0.4465};
    private static final double[] DEVIATION = {0.2023, 0.1994, 0.2010};
    @TempDir
    private Path folder;

    /** Five training files of 3 images each, 4 test images; for CIFAR-100 one file of 6 and one of 4. */
    @BeforeEach
    void writeFiles() throws IOException {
        for (int file = 1; file <= 5; file++) {
            Files.write(folder.resolve("data_batch_" + file + ".bin"), records(3, "train " + file, 10));
        }
        Files.write(folder.resolve("test_batch.bin"), records(4, "test", 10));
        Files.write(folder.resolve("train.bin"), records(6, "train 100", 20, 100));
        Files.write(folder.resolve("test.bin"), records(4, "test 100", 20, 100));
    }

    private static byte[] records(int count, String name, int... classes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            for (int label = 0; label < classes.length; label++) {
                out.write(IdxFiles.random(1, name + " label " + label + " " + i, classes[label]));
            }
            out.write(IdxFiles.random(3072, name + " pixels " + i, 256));
        }
        return out.toByteArray();
    }

    private Settings settings(Object... changes) {
        Map<String, Object> values = new TreeMap<>(Map.of("folder", folder.toString(), "train", 14L, "test", 3L, "standardise", true,
                "augmentation", "none", "labels", "fine"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return Settings.of(values);
    }

    private void assertRefused(CifarDataset dataset, Settings settings, String... parts) {
        assertThatThrownBy(() -> {
            dataset.shape(settings);
            dataset.load(settings, new RandomStreams(1));
        }).isInstanceOf(InvalidInputException.class).hasMessageContainingAll(parts).hasMessageNotContaining("\n");
    }

    @Test
    void readsAllFilesInTheirOrder() throws IOException {
        DataSet data = new Cifar10Dataset().load(settings(), new RandomStreams(1));
        assertThat(data.shape().input()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(data.shape().target()).isEqualTo(Shape.of(10));
        for (int i = 0; i < 14; i++) {
            byte[] record = records(3, "train " + (i / 3 + 1), 10);
            int start = i % 3 * 3073;
            for (int p = 0; p < 3072; p++) {
                int c = p / 1024;
                double expected = ((record[start + 1 + p] & 0xFF) / 255.0 - MEAN[c]) / DEVIATION[c];
                assertThat(data.trainInputs()[i * 3072 + p]).isCloseTo((float) expected, within(1e-6f));
            }
            for (int k = 0; k < 10; k++) {
                assertThat(data.trainTargets()[10 * i + k]).isEqualTo(k == record[start] ? 1 : 0);
            }
        }
        assertThat(data.testInputs()).hasSize(3 * 3072);
        assertThat(data.augmentation()).isEmpty();
    }

    @Test
    void pixelsCanStayBetweenZeroAndOne() throws IOException {
        DataSet data = new Cifar10Dataset().load(settings("standardise", false), new RandomStreams(1));
        byte[] record = records(3, "train 1", 10);
        for (int p = 0; p < 3072; p++) {
            assertThat(data.trainInputs()[p]).isEqualTo((record[1 + p] & 0xFF) / 255f);
        }
    }

    @Test
    void hundredClassesHaveGroups() throws IOException {
        byte[] records = records(6, "train 100", 20, 100);
        DataSet fine = new Cifar100Dataset().load(settings("train", 6L), new RandomStreams(1));
        DataSet coarse = new Cifar100Dataset().load(settings("train", 6L, "labels", "coarse"), new RandomStreams(1));
        assertThat(fine.trainTargets()).hasSize(600);
        assertThat(coarse.trainTargets()).hasSize(120);
        assertThat(coarse.trainInputs()).containsExactly(fine.trainInputs());
        for (int i = 0; i < 6; i++) {
            assertThat(coarse.trainTargets()[20 * i + records[3074 * i]]).isEqualTo(1);
            assertThat(fine.trainTargets()[100 * i + records[3074 * i + 1]]).isEqualTo(1);
        }
    }

    /** A black pixel is (0 - m)/s of its channel: what is seen beyond the border. */
    @Test
    void augmentationPadsWithBlack() {
        DataSet data = new Cifar10Dataset().load(settings("augmentation", "crop-flip"), new RandomStreams(1));
        CropAndFlip crop = (CropAndFlip) data.augmentation().orElseThrow();
        assertThat(crop.padding()).isEqualTo(4);
        for (int c = 0; c < 3; c++) {
            assertThat((double) crop.border()[c]).isCloseTo(-MEAN[c] / DEVIATION[c], within(1e-6));
        }
    }

    @Test
    void digestFollowsTheContent() throws IOException {
        String digest = new Cifar10Dataset().contentDigest(settings());
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        byte[] content = Files.readAllBytes(folder.resolve("data_batch_4.bin"));
        content[500] ^= 1;
        Files.write(folder.resolve("data_batch_4.bin"), content);
        assertThat(new Cifar10Dataset().contentDigest(settings())).isNotEqualTo(digest);
    }

    /** Labels are checked in both ways to read them, and a file of CIFAR-10 is none of CIFAR-100. */
    @Test
    void refusesLabelsThatThereAreNot() throws IOException {
        byte[] content = records(6, "train 100", 20, 100);
        content[3074] = 20;
        content[2 * 3074 + 1] = (byte) 200;
        Files.write(folder.resolve("train.bin"), content);
        assertRefused(new Cifar100Dataset(), settings("train", 6L, "labels", "coarse"), "train.bin: the class of image 2 is 20, expected 0 to 19");
        assertRefused(new Cifar100Dataset(), settings("train", 6L), "train.bin: the class of image 3 is 200, expected 0 to 99");
        Files.write(folder.resolve("train.bin"), records(6, "train", 10));
        assertRefused(new Cifar100Dataset(), settings("train", 6L), "train.bin: expected records of 3074 bytes");
    }

    /** The file shrinks between the look at its length and the reading. */
    @Test
    void aFileThatBecomesShorterIsSeen() throws IOException {
        Path path = folder.resolve("test.bin");
        CifarFile file = CifarFile.open(path, 2);
        Files.write(path, new byte[3074 + 100]);
        assertThatThrownBy(() -> file.read(4, (i, bytes) -> { })).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ends within image 2 of 4");
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws IOException {
        assertRefused(new Cifar10Dataset(), settings("train", 16L), "16 examples are asked for", "data_batch_5.bin", "have 15");
        assertRefused(new Cifar100Dataset(), settings("train", 50000L), "50000 examples", "train.bin in", "have 6");
        byte[] content = Files.readAllBytes(folder.resolve("data_batch_2.bin"));
        content[2 * 3073] = 12;
        Files.write(folder.resolve("data_batch_2.bin"), content);
        assertRefused(new Cifar10Dataset(), settings(), "data_batch_2.bin", "class of image 3 is 12, expected 0 to 9");
        Files.write(folder.resolve("data_batch_2.bin"), new byte[3074]);
        assertRefused(new Cifar10Dataset(), settings(), "data_batch_2.bin: expected records of 3073 bytes", "found 3074 bytes", "30730000");
        for (int length : new int[] {0, 1, 3072, 3074, 2 * 3073 - 1, 3 * 3073 + 1}) {
            Files.write(folder.resolve("data_batch_2.bin"), new byte[length]);
            assertRefused(new Cifar10Dataset(), settings(), "data_batch_2.bin", "found " + length + " bytes");
        }
        // What people put there by mistake: the archive, and its compressed content.
        Files.write(folder.resolve("data_batch_2.bin"), IdxFiles.gzip(records(3, "train 2", 10)));
        assertRefused(new Cifar10Dataset(), settings(), "data_batch_2.bin: expected records of 3073 bytes");
        Files.delete(folder.resolve("data_batch_2.bin"));
        assertRefused(new Cifar10Dataset(), settings(), "no file data_batch_2.bin", "PLUMBLINE_DATA", "cifar-10-batches-bin",
                "nothing is downloaded");
        assertRefused(new Cifar10Dataset(), settings("folder", "a\0b"), "not a path");
    }
}

package org.plumbline.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.numerics.random.RandomStreams;

class MnistDatasetTest {
    private static final MnistDataset MNIST = new MnistDataset();
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        IdxFiles.write(folder);
    }

    private Settings settings(String features, long train, long test) {
        return settings(features, train, test, false);
    }

    private Settings settings(String features, long train, long test, boolean standardise) {
        return Settings.of(Map.of("folder", folder.toString(), "features", features, "train", train, "test", test, "standardise",
                standardise));
    }

    private void assertRefused(String... parts) {
        Settings settings = settings("mnist-25", 20, 8);
        assertThatThrownBy(() -> {
            MNIST.shape(settings);
            MNIST.load(settings, new RandomStreams(1));
        }).isInstanceOf(InvalidInputException.class).hasMessageContainingAll(parts).hasMessageNotContaining("\n");
    }

    @Test
    void pixelsAreScaledAndTargetsOneHot() throws IOException {
        DataSet data = MNIST.load(settings("pixels", 15, 8), new RandomStreams(1));
        assertThat(data.shape().input()).isEqualTo(Shape.of(784));
        assertThat(data.shape().target()).isEqualTo(Shape.of(784));
        byte[] pixels = IdxFiles.random(20 * 784, "train images", 256);
        byte[] labels = IdxFiles.random(20, "train labels", 10);
        for (int i = 0; i < 15 * 784; i++) {
            assertThat(data.trainInputs()[i]).isEqualTo((pixels[i] & 0xFF) / 255f);
            assertThat(data.trainTargets()[i]).isEqualTo(i % 784 == labels[i / 784] ? 1 : 0);
        }
        byte[] test = IdxFiles.random(8 * 784, "test images", 256);
        assertThat(data.testInputs()).hasSize(8 * 784);
        assertThat(data.testInputs()[800]).isEqualTo((test[800] & 0xFF) / 255f);
    }

    /** Images are the pixels in another shape; targets have ten coordinates then. */
    @Test
    void imagesHaveOneChannelAndTenClasses() {
        DataSet images = MNIST.load(settings("images", 15, 8), new RandomStreams(1));
        DataSet pixels = MNIST.load(settings("pixels", 15, 8), new RandomStreams(1));
        assertThat(images.shape().input()).isEqualTo(Shape.of(1, 28, 28));
        assertThat(images.shape().target()).isEqualTo(Shape.of(10));
        assertThat(images.trainInputs()).containsExactly(pixels.trainInputs());
        for (int i = 0; i < 150; i++) {
            assertThat(images.trainTargets()[i]).isEqualTo(pixels.trainTargets()[i / 10 * 784 + i % 10]);
        }
    }

    /** (p/255 - m)/s with the customary m = 0.1307, s = 0.3081 of MNIST, and 0.2860, 0.3530 of Fashion-MNIST. */
    @Test
    void pixelsCanBeStandardised() {
        DataSet plain = MNIST.load(settings("pixels", 15, 8), new RandomStreams(1));
        DataSet standard = MNIST.load(settings("pixels", 15, 8, true), new RandomStreams(1));
        DataSet fashion = new FashionMnistDataset().load(settings("pixels", 15, 8, true), new RandomStreams(1));
        for (int i = 0; i < plain.trainInputs().length; i++) {
            double p = plain.trainInputs()[i];
            assertThat(standard.trainInputs()[i]).isCloseTo((float) ((p - 0.1307) / 0.3081), within(1e-6f));
            assertThat(fashion.trainInputs()[i]).isCloseTo((float) ((p - 0.2860) / 0.3530), within(1e-6f));
        }
        assertThat(MNIST.load(settings("mnist-25", 15, 8, true), new RandomStreams(1)).trainInputs())
                .isNotEqualTo(MNIST.load(settings("mnist-25", 15, 8), new RandomStreams(1)).trainInputs());
    }

    @Test
    void fashionHasItsOwnFolderAndName() throws IOException {
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        assertThatThrownBy(() -> new FashionMnistDataset().shape(settings("images", 20, 8))).isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Fashion-MNIST: no file train-images-idx3-ubyte").hasMessageContaining("FashionMNIST/raw");
    }

    @Test
    void convolvedFeaturesHaveNormOneAndDependOnTheSeedOnly() {
        DataSet data = MNIST.load(settings("mnist-25", 20, 8), new RandomStreams(1));
        assertThat(data.shape().input()).isEqualTo(Shape.of(25));
        for (int i = 0; i < 20; i++) {
            double square = 0;
            double ones = 0;
            for (int j = 0; j < 25; j++) {
                square += Math.pow(data.trainInputs()[25 * i + j], 2);
                ones += data.trainTargets()[25 * i + j];
            }
            assertThat(square).isCloseTo(1, within(1e-6));
            assertThat(ones).isEqualTo(1);
        }
        assertThat(MNIST.load(settings("mnist-25", 20, 8), new RandomStreams(1)).trainInputs()).containsExactly(data.trainInputs());
        assertThat(MNIST.load(settings("mnist-25", 20, 8), new RandomStreams(2)).trainInputs()).isNotEqualTo(data.trainInputs());
    }

    @Test
    void digestFollowsTheContentNotTheCompression() throws IOException {
        String digest = MNIST.contentDigest(settings("mnist-25", 20, 8));
        Path plain = folder.resolve("train-images-idx3-ubyte");
        byte[] content = Files.readAllBytes(plain);
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), IdxFiles.gzip(content));
        Files.delete(plain);
        assertThat(MNIST.contentDigest(settings("mnist-25", 20, 8))).isEqualTo(digest).matches("sha256:[0-9a-f]{64}");
        content[500] ^= 1;
        Files.write(plain, content);
        assertThat(MNIST.contentDigest(settings("mnist-25", 20, 8))).isNotEqualTo(digest);
    }

    @Test
    void testFilesAreNotNeededForNoTestExamples() throws IOException {
        Files.delete(folder.resolve("t10k-images-idx3-ubyte.gz"));
        assertThat(MNIST.load(settings("mnist-25", 20, 0), new RandomStreams(1)).testInputs()).isEmpty();
        assertRefused("t10k-images-idx3-ubyte", folder.toString(), "PLUMBLINE_DATA", "nothing is downloaded");
    }

    @Test
    void refusesMoreExamplesThanThereAre() {
        assertThatThrownBy(() -> MNIST.shape(settings("mnist-25", 60000, 8))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("60000 examples are asked for, the file has 20");
    }

    @Test
    void refusesLabelsThatDoNotFit() throws IOException {
        Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxFiles.labels(19, "x"));
        assertRefused("19 labels for the 20 images");
        byte[] labels = IdxFiles.random(20, "train labels", 10);
        labels[6] = (byte) 200;
        Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxFiles.idx(0x801, labels, 20));
        assertRefused("label 7 is 200", "train-labels-idx1-ubyte");
    }

    @Test
    void refusesImagesOfAnotherSize() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), IdxFiles.idx(0x803, new byte[20 * 32 * 32], 20, 32, 32));
        assertRefused("expected images of 28 x 28, found 20 x 32 x 32");
    }

    @Test
    void folderIsTheParameterOrLiesInTheFolderOfDataSets() {
        assertThat(IdxFolder.of(" some/where ", Path.of("/x"), "MNIST", "MNIST/raw").folder()).isEqualTo(Path.of("some/where"));
        assertThat(IdxFolder.of("", Path.of("/x"), "MNIST", "MNIST/raw").folder()).isEqualTo(Path.of("/x/MNIST/raw"));
        assertThatThrownBy(() -> IdxFolder.of("a\0b", Path.of("/x"), "MNIST", "MNIST/raw")).isInstanceOf(InvalidInputException.class);
    }
}

package org.plumbline.datasets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataFolder;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Handwritten digits from the four IDX files of MNIST, as vectors, with the digit as a vector of the same length.
 * <p>Inputs: {@code pixels}: p/255, d = 784; {@code mnist-25}: two random untrained convolutions and norm 1, d = 25 (formula at
 * {@link RandomConvolutions}). Targets: 1 in the coordinate of the digit, 0 in all others of the d coordinates, so that
 * networks without input and output layer fit.</p>
 * Shape: inputs and targets [n, d]; the first {@code train} and {@code test} examples, in the order of the files.
 * Draws the convolutions from the stream {@code data/mnist/convolutions}.
 * Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database"; the representation: the program released with Cohen, Cont,
 * Rossier, Xu, ICML 2021. Pinned by MnistDatasetTest.
 */
public final class MnistDataset implements Dataset {
    private static final int PIXELS = MnistFolder.SIDE * MnistFolder.SIDE;
    private static final int DIGITS = 10;

    private record Parts(MnistFolder.Part train, MnistFolder.Part test) {
    }

    @Override
    public DataShape shape(Settings settings) {
        parts(settings);
        Shape vector = Shape.of(dimension(settings));
        return new DataShape(vector, vector, settings.integer("train"), settings.integer("test"));
    }

    @Override
    public String contentDigest(Settings settings) {
        Parts parts = parts(settings);
        MessageDigest digest = sha256();
        digest(parts.train(), digest);
        if (parts.test() != null) {
            digest(parts.test(), digest);
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public DataSet load(Settings settings, RandomStreams streams) {
        Parts parts = parts(settings);
        DataShape shape = shape(settings);
        int d = dimension(settings);
        RandomConvolutions convolutions = d == PIXELS ? null
                : new RandomConvolutions(streams.stream("data/mnist/convolutions"));
        return new DataSet(shape, inputs(parts.train(), shape.train(), d, convolutions), targets(parts.train(), shape.train(), d),
                inputs(parts.test(), shape.test(), d, convolutions), targets(parts.test(), shape.test(), d));
    }

    private static int dimension(Settings settings) {
        return settings.text("features").equals("pixels") ? PIXELS : RandomConvolutions.FEATURES;
    }

    /** @return the parts that are asked for, their headers checked; no test part if no test example is asked for */
    private static Parts parts(Settings settings) {
        MnistFolder folder = MnistFolder.of(settings.text("folder"), DataFolder.current());
        int test = settings.integer("test");
        return new Parts(folder.part("train", settings.integer("train")), test == 0 ? null : folder.part("t10k", test));
    }

    private static float[] inputs(MnistFolder.Part part, int count, int d, RandomConvolutions convolutions) {
        float[] inputs = new float[Math.multiplyExact(count, d)];
        if (count == 0) {
            return inputs;
        }
        byte[] pixels = part.images().read(count);
        if (convolutions == null) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = Byte.toUnsignedInt(pixels[i]) / 255f;
            }
            return inputs;
        }
        for (int i = 0; i < count; i++) {
            convolutions.write(pixels, i * PIXELS, inputs, i * d);
        }
        return inputs;
    }

    private static float[] targets(MnistFolder.Part part, int count, int d) {
        float[] targets = new float[Math.multiplyExact(count, d)];
        if (count == 0) {
            return targets;
        }
        byte[] labels = part.labels().read(count);
        for (int i = 0; i < count; i++) {
            int label = Byte.toUnsignedInt(labels[i]);
            if (label >= DIGITS) {
                throw new InvalidInputException(part.labels().path() + ": label " + (i + 1) + " is " + label
                        + ", expected a digit from 0 to 9");
            }
            targets[i * d + label] = 1;
        }
        return targets;
    }

    private static void digest(MnistFolder.Part part, MessageDigest digest) {
        part.images().digest(digest);
        part.labels().digest(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java must have SHA-256", e);
        }
    }
}

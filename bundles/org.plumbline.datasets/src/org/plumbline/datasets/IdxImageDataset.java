package org.plumbline.datasets;

import java.security.MessageDigest;
import java.util.Optional;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.DataFolder;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Grey images of 28 x 28 pixels in ten classes from four IDX files.
 * <p>Inputs, with p the pixel: {@code images} and {@code pixels}: p/255, or (p/255 - m)/s if standardised, with the mean m and the
 * standard deviation s of all training pixels; {@code mnist-25}: two random untrained convolutions of p (of (p/255 - m)/s if
 * standardised) and norm 1 (formula at {@link RandomConvolutions}). Targets: 1 in the coordinate of the class, 0 in all others.</p>
 * Shape: {@code images}: inputs [n, 1, 28, 28], targets [n, 10]. {@code pixels}, {@code mnist-25}: inputs and targets [n, d], d = 784
 * or 25, so that networks without input and output layer fit. The first {@code train} and {@code test} examples, in the order of
 * the files. Draws the convolutions from the stream {@code data/NAME/convolutions}.
 * Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database"; {@code mnist-25}: the program released with Cohen, Cont,
 * Rossier, Xu, ICML 2021, which declares the standardisation and does not apply it. Pinned by MnistDatasetTest.
 */
abstract class IdxImageDataset implements Dataset {
    private static final int PIXELS = IdxFolder.SIDE * IdxFolder.SIDE;
    private static final int CLASSES = 10;

    private final String id;
    private final String name;
    private final String standardFolder;
    private final double mean;
    private final double deviation;

    /**
     * @param id             name of the streams
     * @param name           what people call the set
     * @param standardFolder its place in the folder of all data sets
     * @param mean           m, of pixels in [0, 1]
     * @param deviation      s, of pixels in [0, 1]
     */
    IdxImageDataset(String id, String name, String standardFolder, double mean, double deviation) {
        this.id = id;
        this.name = name;
        this.standardFolder = standardFolder;
        this.mean = mean;
        this.deviation = deviation;
    }

    private record Parts(IdxFolder.Part train, IdxFolder.Part test) {
    }

    @Override
    public final DataShape shape(Settings settings) {
        parts(settings);
        Shape input = switch (settings.text("features")) {
            case "images" -> Shape.of(1, IdxFolder.SIDE, IdxFolder.SIDE);
            case "pixels" -> Shape.of(PIXELS);
            case "mnist-25" -> Shape.of(RandomConvolutions.FEATURES);
            default -> throw new IllegalArgumentException("features '" + settings.text("features") + "'");
        };
        return new DataShape(input, input.rank() == 1 ? input : Shape.of(CLASSES), settings.integer("train"), settings.integer("test"));
    }

    @Override
    public final String contentDigest(Settings settings) {
        Parts parts = parts(settings);
        MessageDigest digest = ContentDigest.sha256();
        digest(parts.train(), digest);
        if (parts.test() != null) {
            digest(parts.test(), digest);
        }
        return ContentDigest.text(digest);
    }

    @Override
    public final DataSet load(Settings settings, RandomStreams streams) {
        Parts parts = parts(settings);
        DataShape shape = shape(settings);
        boolean convolved = settings.text("features").equals("mnist-25");
        Optional<RandomConvolutions> convolutions = convolved
                ? Optional.of(new RandomConvolutions(streams.stream("data/" + id + "/convolutions"))) : Optional.empty();
        double[] scale = scale(settings.flag("standardise"), convolved);
        int classes = shape.target().size();
        return new DataSet(shape, inputs(parts.train(), shape.train(), scale, convolutions),
                targets(parts.train(), shape.train(), classes), inputs(parts.test(), shape.test(), scale, convolutions),
                targets(parts.test(), shape.test(), classes));
    }

    /** @return what stands for each of the 256 bytes */
    private double[] scale(boolean standardise, boolean convolved) {
        double[] scale = new double[256];
        for (int p = 0; p < scale.length; p++) {
            scale[p] = standardise ? (p / 255.0 - mean) / deviation : convolved ? p : p / 255.0;
        }
        return scale;
    }

    /** @return the parts that are asked for, their headers checked; no test part if no test example is asked for */
    private Parts parts(Settings settings) {
        IdxFolder folder = IdxFolder.of(settings.text("folder"), DataFolder.current(), name, standardFolder);
        int test = settings.integer("test");
        return new Parts(folder.part("train", settings.integer("train")), test == 0 ? null : folder.part("t10k", test));
    }

    private static float[] inputs(IdxFolder.Part part, int count, double[] scale, Optional<RandomConvolutions> convolutions) {
        int d = convolutions.isPresent() ? RandomConvolutions.FEATURES : PIXELS;
        float[] inputs = new float[Math.multiplyExact(count, d)];
        if (count == 0) {
            return inputs;
        }
        byte[] pixels = part.images().read(count);
        if (convolutions.isEmpty()) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = (float) scale[Byte.toUnsignedInt(pixels[i])];
            }
            return inputs;
        }
        for (int i = 0; i < count; i++) {
            convolutions.get().write(pixels, i * PIXELS, scale, inputs, i * d);
        }
        return inputs;
    }

    private static float[] targets(IdxFolder.Part part, int count, int d) {
        float[] targets = new float[Math.multiplyExact(count, d)];
        if (count == 0) {
            return targets;
        }
        byte[] labels = part.labels().read(count);
        for (int i = 0; i < count; i++) {
            int label = Byte.toUnsignedInt(labels[i]);
            if (label >= CLASSES) {
                throw new InvalidInputException(part.labels().path() + ": label " + (i + 1) + " is " + label
                        + ", expected a class from 0 to 9");
            }
            targets[i * d + label] = 1;
        }
        return targets;
    }

    private static void digest(IdxFolder.Part part, MessageDigest digest) {
        part.images().digest(digest);
        part.labels().digest(digest);
    }
}

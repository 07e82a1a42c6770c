package org.plumbline.datasets;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.spi.Augmentation;
import org.plumbline.engine.spi.DataFolder;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.numerics.random.RandomStreams;

/**
 * Colour images of 32 x 32 pixels from the official binary files of CIFAR. Nothing is downloaded.
 * <p>Inputs: (p/255 - m_c)/s_c with the mean m and standard deviation s of channel c, or p/255. Targets: 1 in the coordinate of the
 * class, 0 in all others. With {@code augmentation} = {@code crop-flip}, each use of a training example crops it at random within a
 * border of 4 black pixels and reflects it with probability 1/2 ({@link CropAndFlip}); measurements see the images as they are.</p>
 * Shape: inputs [n, 3, 32, 32], targets [n, classes]; the first {@code train} and {@code test} examples, in the order of the files.
 * Source: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009; scaling-limits 2. Pinned by CifarDatasetTest.
 */
abstract class CifarDataset implements Dataset {
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PADDING = 4;

    /**
     * Which of the two sets it is.
     *
     * @param name         what people call it
     * @param folder       its place in the folder of all data sets
     * @param trainFiles   names of the training files
     * @param testFile     name of the test file
     * @param labels       label bytes of a record
     * @param mean         m of red, green, blue
     * @param deviation    s of red, green, blue
     */
    record Variant(String name, String folder, ImmutableList<String> trainFiles, String testFile, int labels, double[] mean,
            double[] deviation) {
    }

    private final Variant variant;

    CifarDataset(Variant variant) {
        this.variant = variant;
    }

    /** @return number of classes that the settings ask for */
    abstract int classes(Settings settings);

    /** @return which label byte of a record is the class, from 0 */
    abstract int labelByte(Settings settings);

    @Override
    public final DataShape shape(Settings settings) {
        int train = settings.integer("train");
        int test = settings.integer("test");
        requireEnough(trainFiles(settings), train);
        requireEnough(testFiles(settings), test);
        return new DataShape(Shape.of(CHANNELS, SIDE, SIDE), Shape.of(classes(settings)), train, test);
    }

    @Override
    public final String contentDigest(Settings settings) {
        MessageDigest digest = ContentDigest.sha256();
        trainFiles(settings).forEach(file -> file.digest(digest));
        testFiles(settings).forEach(file -> file.digest(digest));
        return ContentDigest.text(digest);
    }

    @Override
    public final DataSet load(Settings settings, RandomStreams streams) {
        DataShape shape = shape(settings);
        float[][] scale = scale(settings.flag("standardise"));
        float[] trainInputs = new float[Math.multiplyExact(shape.train(), CifarFile.IMAGE)];
        float[] trainTargets = new float[Math.multiplyExact(shape.train(), classes(settings))];
        float[] testInputs = new float[Math.multiplyExact(shape.test(), CifarFile.IMAGE)];
        float[] testTargets = new float[Math.multiplyExact(shape.test(), classes(settings))];
        fill(trainFiles(settings), settings, scale, trainInputs, trainTargets);
        fill(testFiles(settings), settings, scale, testInputs, testTargets);
        Optional<Augmentation> augmentation = settings.text("augmentation").equals("none") ? Optional.empty()
                : Optional.of(new CropAndFlip(SIDE, SIDE, PADDING, new float[] {scale[0][0], scale[1][0], scale[2][0]}));
        return new DataSet(shape, trainInputs, trainTargets, testInputs, testTargets, augmentation);
    }

    private void fill(ImmutableList<CifarFile> files, Settings settings, float[][] scale, float[] inputs, float[] targets) {
        int classes = classes(settings);
        int labelByte = labelByte(settings);
        int done = 0;
        for (CifarFile file : files) {
            int first = done;
            int count = Math.min(file.records(), inputs.length / CifarFile.IMAGE - done);
            file.read(count, (i, bytes) -> {
                int label = Byte.toUnsignedInt(bytes[labelByte]);
                if (label >= classes) {
                    throw new InvalidInputException(file.path() + ": the class of image " + (i + 1) + " is " + label + ", expected 0 to "
                            + (classes - 1));
                }
                targets[(first + i) * classes + label] = 1;
                for (int p = 0; p < CifarFile.IMAGE; p++) {
                    inputs[(first + i) * CifarFile.IMAGE + p] = scale[p / (SIDE * SIDE)][Byte.toUnsignedInt(bytes[file.labels() + p])];
                }
            });
            done += count;
        }
    }

    /** @return what stands for each byte, for each channel */
    private float[][] scale(boolean standardise) {
        float[][] scale = new float[CHANNELS][256];
        for (int c = 0; c < CHANNELS; c++) {
            for (int p = 0; p < 256; p++) {
                scale[c][p] = (float) (standardise ? (p / 255.0 - variant.mean[c]) / variant.deviation[c] : p / 255.0);
            }
        }
        return scale;
    }

    private ImmutableList<CifarFile> trainFiles(Settings settings) {
        return variant.trainFiles.collect(name -> file(settings, name));
    }

    /** @return the test file; none if no test example is asked for */
    private ImmutableList<CifarFile> testFiles(Settings settings) {
        return settings.integer("test") == 0 ? Lists.immutable.empty() : Lists.immutable.with(file(settings, variant.testFile));
    }

    private CifarFile file(Settings settings, String name) {
        Path folder = folder(settings.text("folder"));
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new InvalidInputException(variant.name + ": no file " + name + " in " + folder.toAbsolutePath()
                    + "; unpack the official binary version there, or set the parameter folder, or the folder of data sets (environment"
                    + " variable " + DataFolder.VARIABLE + " or the workbench's preference), whose subfolder " + variant.folder
                    + " it then is; nothing is downloaded");
        }
        return CifarFile.open(path, variant.labels);
    }

    private Path folder(String text) {
        try {
            return text.isBlank() ? DataFolder.current().resolve(variant.folder) : Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new InvalidInputException(variant.name + ": the folder is not a path: " + e.getMessage(), e);
        }
    }

    private void requireEnough(ImmutableList<CifarFile> files, int asked) {
        long found = files.sumOfInt(CifarFile::records);
        if (asked > found) {
            throw new InvalidInputException(variant.name + ": " + asked + " examples are asked for, " + files.collect(
                    file -> file.path().getFileName()).makeString(", ") + " in " + files.getFirst().path().getParent() + " have " + found);
        }
    }
}

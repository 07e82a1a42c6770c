package org.plumbline.datasets;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.spi.DataFolder;

/**
 * The four files of MNIST under their official names, plain or with {@code .gz} behind the name. Nothing is downloaded.
 *
 * @param folder where they are looked for
 */
record MnistFolder(Path folder) {
    /** Extent of the images, in pixels. */
    static final int SIDE = 28;

    /** Images and labels of one part. */
    record Part(IdxFile images, IdxFile labels) {
        int count() {
            return labels.extent(0);
        }
    }

    /**
     * Finds the folder.
     *
     * @param text the parameter; empty: MNIST/raw in the folder of all data sets
     * @param root the folder of all data sets
     * @throws InvalidInputException if the text is not a path
     */
    static MnistFolder of(String text, Path root) {
        try {
            return new MnistFolder(text.isBlank() ? root.resolve("MNIST").resolve("raw") : Path.of(text.strip()));
        } catch (InvalidPathException e) {
            throw new InvalidInputException("mnist: the folder is not a path: " + e.getMessage(), e);
        }
    }

    /**
     * Opens one part and checks its headers.
     *
     * @param prefix {@code train} or {@code t10k}
     * @param asked  number of examples wanted
     * @throws InvalidInputException if a file is missing or corrupt, or has fewer examples
     */
    Part part(String prefix, int asked) {
        IdxFile images = IdxFile.open(find(prefix + "-images-idx3-ubyte"), 3);
        IdxFile labels = IdxFile.open(find(prefix + "-labels-idx1-ubyte"), 1);
        if (images.extent(1) != SIDE || images.extent(2) != SIDE) {
            throw new InvalidInputException(images.path() + ": expected images of " + SIDE + " x " + SIDE + ", found "
                    + images.extentsText());
        }
        if (images.extent(0) != labels.extent(0)) {
            throw new InvalidInputException(labels.path() + ": " + labels.extent(0) + " labels for the " + images.extent(0)
                    + " images of " + images.path().getFileName());
        }
        if (asked > labels.extent(0)) {
            throw new InvalidInputException(labels.path() + ": " + asked + " examples are asked for, the file has "
                    + labels.extent(0));
        }
        return new Part(images, labels);
    }

    private Path find(String name) {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name + ".gz");
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        if (Files.isRegularFile(compressed)) {
            return compressed;
        }
        throw new InvalidInputException("mnist: no file " + name + " or " + name + ".gz in " + folder.toAbsolutePath()
                + "; put the four files of MNIST there, or set the parameter folder, or the folder of data sets (environment variable "
                + DataFolder.VARIABLE + " or the workbench's preference), whose subfolder MNIST/raw it then is; nothing is downloaded");
    }
}

package org.plumbline.datasets;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.spi.DataFolder;

/**
 * The four files of a set of IDX images under their official names, plain or with {@code .gz} behind the name. Nothing is
 * downloaded.
 *
 * @param folder   where they are looked for
 * @param name     what people call the set
 * @param standard where they lie below the folder of all data sets
 */
record IdxFolder(Path folder, String name, String standard) {
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
     * @param text     the parameter; empty: the standard place in the folder of all data sets
     * @param root     the folder of all data sets
     * @param name     what people call the set
     * @param standard its standard place, e.g. {@code MNIST/raw}
     * @throws InvalidInputException if the text is not a path
     */
    static IdxFolder of(String text, Path root, String name, String standard) {
        try {
            return new IdxFolder(text.isBlank() ? root.resolve(standard) : Path.of(text.strip()), name, standard);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(name + ": the folder is not a path: " + e.getMessage(), e);
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

    private Path find(String file) {
        Path plain = folder.resolve(file);
        Path compressed = folder.resolve(file + ".gz");
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        if (Files.isRegularFile(compressed)) {
            return compressed;
        }
        throw new InvalidInputException(name + ": no file " + file + " or " + file + ".gz in " + folder.toAbsolutePath()
                + "; put the four files of " + name + " there, or set the parameter folder, or the folder of data sets (environment variable "
                + DataFolder.VARIABLE + " or the workbench's preference), whose subfolder " + standard + " it then is; nothing is downloaded");
    }
}

package org.plumbline.engine.spi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import org.plumbline.engine.finding.InvalidInputException;

/** Where the files of data sets lie on this machine; each data set has a folder of its own in it, as torchvision lays them out. */
public final class DataFolder {
    /** System property with the folder; the workbench sets it from its preference. */
    public static final String PROPERTY = "plumbline.data";
    /** Environment variable with the folder, if the property is not set. */
    public static final String VARIABLE = "PLUMBLINE_DATA";

    private DataFolder() {
    }

    /** @return the folder of this process: property, else variable, else {@code .plumbline/data} in the home folder */
    public static Path current() {
        return of(System.getProperty(PROPERTY, ""), System.getenv(), System.getProperty("user.home"));
    }

    static Path of(String property, Map<String, String> environment, String home) {
        String text = property.isBlank() ? environment.getOrDefault(VARIABLE, "") : property;
        try {
            return text.isBlank() ? Path.of(home, ".plumbline", "data") : Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new InvalidInputException("the folder of data sets is not a path: " + e.getMessage(), e);
        }
    }
}

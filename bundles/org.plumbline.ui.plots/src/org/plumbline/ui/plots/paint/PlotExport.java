package org.plumbline.ui.plots.paint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import org.plumbline.ui.plots.model.Plot;
import org.plumbline.ui.plots.model.PlotDescription;

/**
 * Plots as files, without a display.
 */
public final class PlotExport {

    /** The usual size in units of 1/96 inch. */
    public static final double WIDTH = 900;
    public static final double HEIGHT = 560;
    /** Pixels for each unit of a saved image: 288 pixels an inch at the usual size. */
    public static final double SAVED_SCALE = 3;

    /** What a plot can be saved as: the ends of file names. */
    public static final List<String> FORMATS = List.of("svg", "pdf", "png", "csv");

    private PlotExport() {
    }

    /** The height of a figure of the usual width: the usual one, or as much more as its legend needs. */
    public static double height(Plot plot) {
        return HEIGHT + new PlotLayout(plot, new SvgSurface(WIDTH, HEIGHT, "", "", "", "")).missingHeight();
    }

    /**
     * An SVG document, the same characters for the same input on every machine.
     *
     * @param metadata a JSON text that says where the figure comes from (experiment identity, versions); may be empty
     */
    public static String svg(Plot plot, double width, double height, String metadata) {
        SvgSurface surface = new SvgSurface(width, height, plot.id(), plot.title(), PlotDescription.of(plot), metadata);
        PlotPainter.paint(plot, surface);
        return surface.document();
    }

    /**
     * A PDF document of one page, the same bytes for the same input and Java. Its font is embedded; characters that it lacks are
     * question marks.
     *
     * @param metadata as for SVG; stored in the document's information
     */
    public static byte[] pdf(Plot plot, double width, double height, String metadata) {
        try (PdfSurface surface = new PdfSurface(width, height, plot.title(), PlotDescription.of(plot), metadata)) {
            PlotPainter.paint(plot, surface);
            return surface.document();
        }
    }

    /**
     * A PNG image of width * scale by height * scale pixels, rounded up. Pixels depend on the fonts of the machine.
     *
     * @param metadata as for SVG; stored as the text "Description"
     * @throws IllegalArgumentException if the size is not positive or too large
     */
    public static byte[] png(Plot plot, double width, double height, double scale, String metadata) {
        try (ImageSurface surface = new ImageSurface(width, height, scale)) {
            PlotPainter.paint(plot, surface);
            return PngEncoder.encode(surface.image(), scale, metadata);
        }
    }

    /** Every point of every series, shown or not, as RFC 4180 with a header line. */
    public static String csv(Plot plot) {
        return CsvTable.of(plot);
    }

    /**
     * Saves a plot in the format that the file name asks for, at the usual size. An existing file is replaced only when
     * the new one is complete.
     *
     * @param file     name ends with a dot and one of {@link #FORMATS}
     * @param metadata as for SVG; not stored in CSV
     * @throws IllegalArgumentException if the name ends otherwise
     * @throws IOException              if the file cannot be written; nothing is left behind
     */
    public static void save(Plot plot, Path file, String metadata) throws IOException {
        write(file, encode(plot, file, metadata));
    }

    /**
     * A plot as a file, at the usual width.
     *
     * @param format   one of {@link #FORMATS}
     * @param metadata as for SVG; not stored in CSV
     * @throws IllegalArgumentException if there is no such format
     */
    public static byte[] encode(Plot plot, String format, String metadata) {
        return switch (format) {
        case "svg" -> svg(plot, WIDTH, height(plot), metadata).getBytes(StandardCharsets.UTF_8);
        case "pdf" -> pdf(plot, WIDTH, height(plot), metadata);
        case "png" -> png(plot, WIDTH, height(plot), SAVED_SCALE, metadata);
        case "csv" -> csv(plot).getBytes(StandardCharsets.UTF_8);
        default -> throw new IllegalArgumentException(format + ": expected one of " + String.join(", ", FORMATS));
        };
    }

    private static byte[] encode(Plot plot, Path file, String metadata) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String format = FORMATS.stream().filter(each -> name.endsWith("." + each)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + ": expected a name ending with ." + String.join(", .", FORMATS)));
        return encode(plot, format, metadata);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try {
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}

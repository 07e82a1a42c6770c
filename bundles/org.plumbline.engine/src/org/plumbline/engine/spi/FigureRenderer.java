package org.plumbline.engine.spi;

import java.nio.charset.StandardCharsets;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.AnalysisResult;

/** Contribution: draws results without a display. Stateless. Equal input gives equal bytes. */
public interface FigureRenderer {

    /**
     * @param result   what to draw
     * @param metadata JSON that the figure carries along: where it came from
     * @return a complete SVG document
     */
    String svg(AnalysisResult result, String metadata);

    /** @return the formats that {@link #draw} knows, as the ends of file names: at least {@code svg} */
    default ImmutableList<String> formats() {
        return Lists.immutable.with("svg");
    }

    /**
     * Draws one figure of one or more results.
     *
     * @param format   one of {@link #formats}
     * @param title    of the experiment
     * @param results  what to draw, at least one
     * @param metadata JSON that the figure carries along, where the format can: where it came from
     * @return the file
     * @throws InvalidInputException if it cannot draw that; one line
     */
    default byte[] draw(String format, String title, ImmutableList<AnalysisResult> results, String metadata) {
        if (!format.equals("svg") || results.size() != 1) {
            throw new InvalidInputException("this renderer draws one result as svg, got " + results.size() + " as " + format);
        }
        return svg(results.getOnly(), metadata).getBytes(StandardCharsets.UTF_8);
    }
}

package org.plumbline.engine.spi;

import org.plumbline.engine.result.AnalysisResult;

/** Contribution: draws a result without a display. Stateless. Equal input gives equal bytes. */
public interface FigureRenderer {

    /**
     * @param result   what to draw
     * @param metadata JSON that the figure carries along: where it came from
     * @return a complete SVG document
     */
    String svg(AnalysisResult result, String metadata);
}

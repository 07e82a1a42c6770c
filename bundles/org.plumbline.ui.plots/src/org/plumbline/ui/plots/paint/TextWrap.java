package org.plumbline.ui.plots.paint;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines at spaces; a word that is too long for a line keeps its own.
 */
final class TextWrap {

    private TextWrap() {
    }

    static List<String> lines(String text, TextStyle style, double width, Surface surface) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && surface.textWidth(longer, style) > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }
}

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

    /** The same with so many lines at most; the last one ends with an ellipsis if there were more. */
    static List<String> lines(String text, TextStyle style, double width, int most, Surface surface) {
        List<String> lines = lines(text, style, width, surface);
        if (lines.size() <= most) {
            return lines;
        }
        String last = lines.get(most - 1);
        while (last.contains(" ") && surface.textWidth(last + " \u2026", style) > width) {
            last = last.substring(0, last.lastIndexOf(' '));
        }
        List<String> shown = new ArrayList<>(lines.subList(0, most - 1));
        shown.add(last + " \u2026");
        return shown;
    }
}

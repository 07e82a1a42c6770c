package org.plumbline.ui.plots.paint;

/**
 * Estimated widths of sans-serif text where no font is at hand, the same on every machine.
 * Source: advance widths of Helvetica (Adobe font metrics), in thousandths of the size, enlarged so that wider
 * substitutes find room too.
 */
final class FontWidths {

    /** DejaVu Sans, the widest usual substitute, is about an eighth wider than Helvetica. */
    private static final double ALLOWANCE = 1.12;
    private static final double BOLD = 1.06;
    private static final int OTHER = 600;
    private static final int SUPERSCRIPT = 333;

    /** From the space (32) to the tilde (126). */
    private static final int[] ASCII = { 278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
            278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
            722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
            667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
            556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 };

    private FontWidths() {
    }

    static double of(String text, TextStyle style) {
        double sum = text.codePoints().map(FontWidths::width).sum();
        return sum / 1000 * style.size() * ALLOWANCE * (style.bold() ? BOLD : 1);
    }

    private static int width(int codePoint) {
        if (codePoint >= 32 && codePoint < 127) {
            return ASCII[codePoint - 32];
        }
        return "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(codePoint) >= 0 ? SUPERSCRIPT : OTHER;
    }
}

package org.plumbline.ui.plots.paint;

/**
 * Which part of a line of text stands at its position.
 */
public enum Anchor {
    START, MIDDLE, END
}

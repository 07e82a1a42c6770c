package org.plumbline.ui.plots.model;

/**
 * What became of the trials behind a point. Only {@link #DONE} points have a value to show; the others are drawn at the
 * frame above their x and counted in the legend.
 */
public enum PointState {
    DONE("done"), DIVERGED("diverged"), FAILED("failed");

    private final String text;

    PointState(String text) {
        this.text = text;
    }

    /** The word shown to the user. */
    public String text() {
        return text;
    }
}

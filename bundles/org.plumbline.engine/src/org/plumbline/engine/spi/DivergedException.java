package org.plumbline.engine.spi;

/** A number became infinite or NaN: a result, not a mistake. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long step;

    /**
     * @param step     optimiser step at which it was seen, from 1
     * @param place    layer where it was first seen, or empty
     * @param quantity what was not finite
     */
    public DivergedException(long step, String place, String quantity) {
        super("step " + step + (place.isEmpty() ? "" : ", " + place) + ": " + quantity + " is not finite");
        this.step = step;
    }

    public long step() {
        return step;
    }
}

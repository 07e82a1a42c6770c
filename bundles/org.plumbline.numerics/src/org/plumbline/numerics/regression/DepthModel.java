package org.plumbline.numerics.regression;

/** Laws that values over depth may follow; each is fitted to the logarithm of the value. */
public enum DepthModel {
    /** y = b L^c. */
    POWER_LAW("power law", 2),
    /** y = a + b L^c. */
    OFFSET_POWER_LAW("offset power law", 3),
    /** y = b e^(c L). */
    EXPONENTIAL("exponential", 2),
    /** y = a + b ln L. */
    LOGARITHM("logarithm", 2);

    private final String label;
    private final int parameters;

    DepthModel(String label, int parameters) {
        this.label = label;
        this.parameters = parameters;
    }

    /** Returns its name for people. */
    public String label() {
        return label;
    }

    /** Returns the number of its parameters, without the variance of the scatter. */
    public int parameters() {
        return parameters;
    }
}

package org.plumbline.numerics.regimes;

/**
 * What a residual network h_{k+1} = h_k + delta sigma(W_k h_k) tends to as its depth grows, told from its weights.
 * Source: `scaling-limits` 4.3 to 5.
 */
public enum Regime {
    /** dH/dt = sigma(A_t H): weights smooth along the depth and of order one, delta ~ 1/L. */
    NEURAL_ODE("neural ODE"),
    /** dH/dt = sigma'(0) A_t H: weights vanish with depth, their noise, if any, without effect. */
    ALTERNATIVE_ODE("alternative (linear) ODE"),
    /** Weights are increments of order L^(-1/2) of a Brownian-like path. */
    SDE("SDE"),
    /** Finitely many layers carry the weight. */
    SPARSE("sparse"),
    /** The layers together change nothing. */
    IDENTITY("identity"),
    /** No finite limit. */
    EXPLOSIVE("explosive"),
    /** The numbers do not tell, or tell of none of the above. */
    UNDECIDED("undecided");

    private final String label;

    Regime(String label) {
        this.label = label;
    }

    /** Returns its name for people. */
    public String label() {
        return label;
    }
}

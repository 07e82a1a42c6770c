package org.plumbline.theory.limits;

/**
 * How far a network is from its limit along the depth.
 * <p>atEnd = |H_1 - h_L|; atLayers = max_k |H_{k/L} - h_k|; alongDepth = sup_t |H_t - h_floor(tL)|, which also holds how far H moves
 * within a layer. All have the same order against an ODE; against an SDE the modulus of continuity puts a root of ln L into the
 * last.</p>
 * Source: Cont, Rossier, Xu, arXiv 2212.08199 (`scaling-limits` 5). Pinned by ErrorOrderTest and DepthLimitTableTest.
 *
 * @param atEnd      in units of the states
 * @param atLayers   in units of the states
 * @param alongDepth in units of the states, >= atLayers
 * @param place      t at which atLayers is taken on
 */
public record StrongError(double atEnd, double atLayers, double alongDepth, double place) {

    /** Times within a layer at which a dense solution is looked at, its ends besides. */
    private static final int WITHIN = 8;

    /**
     * Compares.
     *
     * @param limit   solution up to t = 1; one on a grid must have a multiple of L steps
     * @param network states of the network of depth L
     * @throws IllegalArgumentException if sizes do not fit, or one of the two exploded: there is no error then
     */
    public static StrongError between(LimitPath limit, GridPath network) {
        int d = network.dimension();
        int layers = network.steps();
        if (limit.dimension() != d) {
            throw new IllegalArgumentException(
                    "strong error: the limit has " + limit.dimension() + " entries, the network " + d);
        }
        limit.explosion().ifPresent(e -> {
            throw new IllegalArgumentException("strong error: the limit " + e.message());
        });
        network.explosion().ifPresent(e -> {
            throw new IllegalArgumentException("strong error: the network " + e.message());
        });
        int within = WITHIN;
        if (limit instanceof GridPath grid) {
            if (grid.steps() % layers != 0) {
                throw new IllegalArgumentException(
                        "strong error: " + grid.steps() + " steps of the limit are no multiple of depth " + layers);
            }
            within = grid.steps() / layers;
        }
        double[] h = new double[d];
        double atEnd = 0;
        double atLayers = 0;
        double along = 0;
        double place = 0;
        for (int k = 0; k <= layers; k++) {
            for (int s = 0; s <= (k < layers ? within : 0); s++) {
                state(limit, (long) k * within + s, (long) layers * within, h);
                double distance = distance(h, 0, network.states(), k * d, d);
                along = Math.max(along, distance);
                atEnd = distance;
                if (s == 0 && distance > atLayers) {
                    atLayers = distance;
                    place = k / (double) layers;
                }
            }
        }
        return new StrongError(atEnd, atLayers, along, place);
    }

    private static void state(LimitPath limit, long i, long n, double[] h) {
        if (limit instanceof GridPath grid) {
            System.arraycopy(grid.states(), (int) i * h.length, h, 0, h.length);
        } else {
            limit.at(i / (double) n, h);
        }
    }

    static double distance(double[] x, int xAt, double[] y, int yAt, int d) {
        double squares = 0;
        for (int j = 0; j < d; j++) {
            double difference = x[xAt + j] - y[yAt + j];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}

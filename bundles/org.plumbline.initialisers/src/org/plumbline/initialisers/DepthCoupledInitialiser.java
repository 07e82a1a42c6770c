package org.plumbline.initialisers;

import java.util.Optional;
import java.util.stream.IntStream;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/**
 * Weights of all depths from one path: depth L sees the increments over its L equal steps of a path on [0, 1] that depends on
 * seed and tensor alone, so that W^L_k = W^2L_2k + W^2L_2k+1.
 * <p>W^L_k[e] = P^e((k+1)/L) - P^e(k/L), k = 0 .. L-1, with P^e = c n(d) B^e for weights and b B^e for biases (n at
 * {@link SizeLaw}); B^e independent paths of the kinds of {@link CoupledPath}, made at the times j/F of a finest depth F. L must
 * divide F. Brownian entries have standard deviation c n(d) L^(-1/2).</p>
 * Path values are rounded to multiples of a power of two of about 2^-46 times their scale, so that the sums above hold exactly
 * in double precision; in single precision they hold up to the rounding of each entry.
 * Shape: any; a tensor outside of any repeat has L = 1. Source: coupled sampling as in scaling-limits 5 (C1, "same noise");
 * the construction is ours. Pinned by DepthCoupledInitialiserTest.
 */
public final class DepthCoupledInitialiser implements Initialiser {
    private static final int PRECISE_BITS = 46;

    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        refusal(tensor, settings).ifPresent(text -> {
            throw new InvalidInputException(text);
        });
        LayerAxis axis = LayerAxis.of(tensor);
        int finest = settings.integer("finest");
        CoupledPath paths = CoupledPath.of(settings, finest);
        double scale = SizeLaw.of(tensor, settings);
        double quantum = scale == 0 ? 1 : Math.scalb(1.0, Math.getExponent(scale) - PRECISE_BITS);
        int step = finest / axis.layers();
        double[] increments = new double[axis.layers()];
        for (int entry = 0; entry < axis.entries(); entry++) {
            double[] path = paths.draw(stream);
            for (int k = 0; k < increments.length; k++) {
                increments[k] = rounded(scale * path[(k + 1) * step], quantum) - rounded(scale * path[k * step], quantum);
            }
            axis.write(increments, 1, entry, values, offset);
        }
    }

    private static double rounded(double value, double quantum) {
        return Math.rint(value / quantum) * quantum;
    }

    @Override
    public boolean coupled(Settings settings) {
        return true;
    }

    @Override
    public Optional<String> refusal(ParameterTensor tensor, Settings settings) {
        int layers = LayerAxis.of(tensor).layers();
        int finest = settings.integer("finest");
        if (finest % layers == 0) {
            return Optional.empty();
        }
        int below = IntStream.iterate(Math.min(layers, finest), l -> l - 1).filter(l -> finest % l == 0).findFirst().orElse(1);
        String above = IntStream.rangeClosed(layers, finest).filter(l -> finest % l == 0).mapToObj(l -> " or " + l).findFirst().orElse("");
        return Optional.of("depth " + layers + " of '" + tensor.name() + "' does not divide the finest depth " + finest
                + ", so its weights are not sums of the finest ones; possible near it: " + below + above
                + ", or another finest depth, such as " + finer(layers, finest));
    }

    /** @return the depth doubled until it is at least the finest */
    private static long finer(long layers, int finest) {
        long depth = layers;
        while (depth < finest) {
            depth *= 2;
        }
        return depth;
    }
}

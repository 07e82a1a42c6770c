package org.plumbline.engine.plan;

import java.util.Optional;
import java.util.OptionalInt;

import org.plumbline.engine.execution.DepthLimit;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ShapeException;

/**
 * What a trial may use in Java's heap and outside of it, where both are limited together: as its plan wants it, if that fits;
 * else in the same proportion; else as it fits.
 */
final class MemoryShares {
    /** Parts of the memory for states that are tried in the heap, one after the other. */
    private static final double[] PARTS = {0.5, 0.25, 0.75, 0.1, 0.9, 0.02, 0.98};

    private final TrialResources resources;
    private final Memory each;
    private final double total;
    private Optional<Memory> best = Optional.empty();
    private String reason = "";

    /**
     * @param each  what the trial may use in each place
     * @param total what it may use together, bytes; infinite: only the places are limited
     */
    MemoryShares(TrialResources resources, Memory each, double total) {
        this.resources = resources;
        this.each = each;
        this.total = total;
        best = of(resources.network());
    }

    /** @return why nothing fits, with the largest depth that would; empty if it fits */
    Optional<String> refusal() {
        if (best.isPresent()) {
            return Optional.empty();
        }
        String found = reason.split(";")[0];
        OptionalInt depth = DepthLimit.largest(resources.network(), any -> of(any).isPresent());
        return Optional.of(found + (depth.isEmpty() ? "; a smaller batch needs less" : depth.getAsInt() == 0
                ? "; not even depth 1 fits" : "; the largest depth that fits is " + depth.getAsInt()));
    }

    /** @return the shares; empty if nothing fits */
    Optional<Memory> best() {
        return best;
    }

    private Optional<Memory> of(Network network) {
        Optional<Memory> wanted = need(network, each);
        if (wanted.isEmpty() || wanted.get().total() <= total) {
            return wanted.map(need -> Double.isInfinite(total) ? each : withSpare(need));
        }
        double fixed = resources.fixed(network).heap();
        double states = total - fixed;
        double proportional = (wanted.get().heap() - fixed) / (wanted.get().total() - fixed);
        Optional<Memory> found = fitting(network, fixed, states, proportional);
        for (int k = 0; found.isEmpty() && k < PARTS.length; k++) {
            found = fitting(network, fixed, states, PARTS[k]);
        }
        if (found.isEmpty() && reason.isEmpty()) {
            reason = "the trial needs " + wanted.get() + ", more than the " + Memory.text(total) + " that it may use";
        }
        return found;
    }

    /** What the plan does not take is for analyses, on the paths of the trial, and makes the collector's work easier. */
    private Memory withSpare(Memory need) {
        double spare = total - need.total();
        return need.direct() == 0 ? new Memory(total, 0) : need.plus(new Memory(spare / 2, spare / 2));
    }

    private Optional<Memory> fitting(Network network, double fixed, double states, double part) {
        Memory share = new Memory(fixed + part * states, (1 - part) * states);
        return need(network, share).map(need -> share);
    }

    /** @return what the plan within some memory takes; empty if there is none */
    private Optional<Memory> need(Network network, Memory share) {
        try {
            return Optional.of(resources.fixed(network).plus(resources.execution(network, share).states()));
        } catch (ShapeException e) {
            reason = reason.isEmpty() ? e.getMessage() : reason;
            return Optional.empty();
        }
    }
}

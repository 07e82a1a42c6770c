package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.contribution.Settings;

/**
 * When a training in epochs stops; sees each epoch once, in order.
 * <p>Stops after the first epoch with loss &lt; tolerance; else after {@code patience} epochs in a row without a loss below
 * {@code improvement} times the best (the best is the last loss that was such an improvement); else after {@code epochs} epochs.</p>
 * Source: training loop of the program released with Cohen, Cont, Rossier, Xu, ICML 2021 (scaling-limits 3.2). Pinned by
 * MinibatchTrainingTest.
 */
final class StopRule {
    private final double tolerance;
    private final int epochs;
    private final int patience;
    private final double improvement;
    private double best = Double.POSITIVE_INFINITY;
    private int without;

    StopRule(Settings settings) {
        tolerance = settings.real("tolerance");
        epochs = settings.integer("epochs");
        patience = settings.integer("patience");
        improvement = settings.real("improvement");
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(best);
        out.writeInt(without);
    }

    void restore(DataInput in) throws IOException {
        best = in.readDouble();
        without = in.readInt();
    }

    /** @return the rule that stops training after this epoch, or empty */
    String after(int epoch, double loss) {
        if (loss < improvement * best) {
            best = loss;
            without = 0;
        } else {
            without++;
        }
        if (loss < tolerance) {
            return "loss below " + tolerance;
        }
        if (without >= patience) {
            return "no improvement in " + patience + " epochs";
        }
        return epoch >= epochs ? "limit of " + epochs + " epochs" : "";
    }
}

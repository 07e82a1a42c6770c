package org.plumbline.analyses;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.series.StackedTensor;

/**
 * Observes one entry of each stacked tensor along the depth during training, entry(T), k = 0 .. L-1, with what of the scale belongs to it:
 * a trend needs other depths, and all entries of all layers at many steps would fill the disk.
 */
final class TrendProbe implements Probe {
    private final ImmutableList<Slot> slots;
    private final TrendChoice choice;
    private final long every;

    /** @param every number of updates from one observation to the next */
    TrendProbe(Network network, TrendChoice choice, long every) {
        this.slots = Denoising.tensors(network);
        this.choice = choice;
        this.every = every;
    }

    static String quantity(Slot slot) {
        return "entry(" + slot.tensor().name() + ")";
    }

    @Override
    public boolean isDue(long step) {
        return step % every == 0;
    }

    @Override
    public void observe(TrainingState state, Recorder recorder) {
        for (int i = 0; i < slots.size(); i++) {
            StackedTensor weights = Denoising.weights(state.network(), i);
            int entry = choice.entry(slots.get(i).tensor().shape());
            double[] layers = new double[weights.layers()];
            for (int k = 0; k < layers.length; k++) {
                layers[k] = weights.value(k, entry);
            }
            recorder.layers(quantity(slots.get(i)), layers);
        }
    }
}

package org.plumbline.engine.preflight;

import org.plumbline.engine.network.ParameterLayout;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.plan.TrialResources;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.NpzSize;

/**
 * The bytes of a trial's files.
 *
 * @param parameters trained parameters and statistics, exactly; 0 without training
 * @param status     final state and measurements, at most
 * @param checkpoint one state to go on from, at most
 */
record TrialFiles(long parameters, long status, long checkpoint) {
    /** Of status.json without losses: identity, cell, state, and the measurements of a few analyses. */
    private static final int STATUS = 4096;
    /** Of one loss in status.json: a number of at most 24 characters on a line of its own. */
    private static final int LOSS = 30;
    /** Of manifest and small states in a checkpoint. */
    private static final int SMALL = 4096;
    /** Epochs of a training of which no length is known. */
    private static final int EPOCHS = 1000;

    static TrialFiles of(TrialPlan trial, TrialResources resources) {
        NpyFormat.Type type = trial.precision() == Precision.FLOAT ? NpyFormat.Type.FLOAT32 : NpyFormat.Type.FLOAT64;
        NpzSize kept = new NpzSize();
        for (ParameterLayout layout : new ParameterLayout[] {resources.network().layout(), resources.network().statistics()}) {
            layout.slots().forEach(slot -> kept.with(slot.tensor().name(), type, slot.tensor().shape().extents()));
        }
        long epochs = resources.length().map(TrainingLength::mostEpochs).orElse((long) EPOCHS);
        long batches = resources.length().map(length -> length.mostSteps() / Math.max(1, length.mostEpochs())).orElse(0L);
        long numbers = (1L + resources.stateArrays()) * resources.network().layout().size() + resources.network().statistics().size();
        boolean trained = resources.length().map(length -> length.mostSteps() > 0).orElse(true);
        return new TrialFiles(trained ? kept.bytes() : 0, STATUS + LOSS * epochs,
                SMALL + numbers * trial.precision().bytes() + Double.BYTES * epochs + Integer.BYTES * batches);
    }
}

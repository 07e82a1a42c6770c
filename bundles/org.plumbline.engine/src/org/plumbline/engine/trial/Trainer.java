package org.plumbline.engine.trial;

import java.util.function.BooleanSupplier;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.NetworkExecution;
import org.plumbline.engine.spi.CancelledException;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DivergedException;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.random.RandomStream;

/** Puts network, loss and optimiser of a trial together to steps. */
final class Trainer implements TrainingTask {
    private final DataSet data;
    private final NetworkExecution execution;
    private final float[] parameters;
    private final float[] gradient;
    private final Loss loss;
    private final Settings lossSettings;
    private final Updater updater;
    private final RandomStream shuffle;
    private final BooleanSupplier cancelled;
    private final TrialListener listener;
    private final int outputSize;
    private final float[] outputs;
    private final float[] outputGradient;
    private long steps;

    Trainer(DataSet data, Network network, NetworkExecution execution, float[] parameters, Loss loss,
            Settings lossSettings, Updater updater, RandomStream shuffle, int capacity, BooleanSupplier cancelled,
            TrialListener listener) {
        this.data = data;
        this.execution = execution;
        this.parameters = parameters;
        this.gradient = new float[parameters.length];
        this.loss = loss;
        this.lossSettings = lossSettings;
        this.updater = updater;
        this.shuffle = shuffle;
        this.cancelled = cancelled;
        this.listener = listener;
        this.outputSize = network.output().size();
        this.outputs = new float[capacity * outputSize];
        this.outputGradient = new float[capacity * outputSize];
    }

    @Override
    public DataSet data() {
        return data;
    }

    @Override
    public double step(float[] inputs, float[] targets, int n) {
        steps++;
        execution.forward(parameters, inputs, n, outputs);
        double value = loss.valueAndGradient(lossSettings, outputs, targets, n, outputSize, outputGradient);
        if (!Double.isFinite(value)) {
            throw new DivergedException(steps, execution.firstNonFinite(), "loss");
        }
        execution.backward(parameters, outputGradient, gradient);
        updater.step(parameters, gradient);
        return value;
    }

    @Override
    public RandomStream shuffle() {
        return shuffle;
    }

    @Override
    public void epochDone(int epoch, double epochLoss) {
        listener.epochDone(epoch, steps, epochLoss);
    }

    @Override
    public void checkpoint() {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException();
        }
    }
}

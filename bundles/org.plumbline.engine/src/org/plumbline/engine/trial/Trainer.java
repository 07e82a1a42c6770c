package org.plumbline.engine.trial;

import java.util.function.Supplier;

import org.plumbline.engine.execution.NetworkExecution;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DivergedException;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.engine.spi.Updater;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/** Puts network, loss and optimiser of a trial together to steps. */
final class Trainer implements TrainingTask, AutoCloseable {
    private final TrainedNetwork network;
    private final Supplier<NetworkExecution> opening;
    /** Null until the first step: a network that is not trained need not be made ready for it. */
    private NetworkExecution execution;
    private final RealArray parameters;
    private final RealArray gradient;
    private final Probes probes;
    private final Updater updater;
    private final LiveTrial live;
    private final TrialListener listener;
    private final int inputSize;
    private final int outputSize;
    /** Inputs in the precision of the network; null where they are so already. */
    private final RealArray inputs;
    private final RealArray outputs;
    private final RealArray outputGradient;
    private final double[] lossGradient;
    /** A batch with augmented inputs; empty where there is no augmentation. */
    private final float[] augmented;

    /**
     * @param network the trial's, with the parameters that the steps change
     * @param opening makes it ready to run, at the first step
     */
    Trainer(TrainedNetwork network, LiveTrial live, Supplier<NetworkExecution> opening, Probes probes, Updater updater, int capacity,
            TrialListener listener) {
        this.network = network;
        this.live = live;
        this.opening = opening;
        this.parameters = live.parameters;
        this.probes = probes;
        this.updater = updater;
        this.listener = listener;
        Precision precision = parameters.precision();
        gradient = RealArray.zeros(precision, parameters.length());
        inputSize = live.network.input().size();
        outputSize = live.network.output().size();
        inputs = precision == Precision.FLOAT ? null : RealArray.zeros(precision, Math.multiplyExact(capacity, inputSize));
        int size = Math.multiplyExact(capacity, outputSize);
        outputs = RealArray.zeros(precision, size);
        outputGradient = RealArray.zeros(precision, size);
        lossGradient = new double[size];
        augmented = new float[data().augmentation().isPresent() ? Math.multiplyExact(capacity, inputSize) : 0];
    }

    @Override
    public DataSet data() {
        return network.data();
    }

    @Override
    public double step(float[] x, float[] targets, int n) {
        if (execution == null) {
            execution = opening.get();
        }
        live.steps++;
        execution.forward(Mode.TRAINING, parameters, converted(augmented(x, n), n), n, outputs);
        double value = network.objective().valueAndGradient(outputs.doubles(n * outputSize), targets, n, outputSize, lossGradient);
        if (!Double.isFinite(value)) {
            throw new DivergedException(live.steps, execution.firstNonFinite(), "loss");
        }
        for (int i = 0; i < n * outputSize; i++) {
            outputGradient.set(i, lossGradient[i]);
        }
        execution.backward(parameters, outputGradient, gradient, null);
        probes.observe(live.steps - 1, value, network, gradient);
        updater.step(parameters, gradient);
        return value;
    }

    private float[] augmented(float[] x, int n) {
        if (data().augmentation().isEmpty()) {
            return x;
        }
        System.arraycopy(x, 0, augmented, 0, n * inputSize);
        for (int i = 0; i < n; i++) {
            data().augmentation().get().apply(augmented, i * inputSize, live.augmentation);
        }
        return augmented;
    }

    private RealArray converted(float[] x, int n) {
        if (inputs == null) {
            return RealArray.of(x);
        }
        inputs.read(x, n * inputSize);
        return inputs;
    }

    @Override
    public RandomStream shuffle() {
        return live.shuffle;
    }

    @Override
    public void epochDone(int epoch, double epochLoss) {
        live.losses.add(epochLoss);
        listener.epochDone(epoch, live.steps, epochLoss);
    }

    @Override
    public void close() {
        if (execution != null) {
            execution.close();
        }
    }
}

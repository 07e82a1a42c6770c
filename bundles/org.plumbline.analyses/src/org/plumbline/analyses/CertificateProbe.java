package org.plumbline.analyses;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.theory.convergence.DescentObservables;

/**
 * Observes what the certificate speaks of: J, rho, c, inner products of states, and, from two updates after each other, the learning
 * rate that was used and the rate r. One pass over the examples in double at each observation.
 */
final class CertificateProbe implements Probe {
    static final String LOSS = "J";
    static final String RHO = "rho";
    static final String RATE = "r";
    static final String WEIGHT = "c";
    static final String INNER = "inner";
    static final String EIGENVALUE = "eigenvalue";
    static final String STEP = "eta";

    /** How far J may lie from the loss of the batch times a known factor to be that of all examples: float32, and more. */
    private static final double SAME_LOSS = 1e-3;
    /** How far an update may lie from -eta gradient, relative to it, to count as plain gradient descent. */
    private static final double PLAIN = 1e-3;

    private final LimitStack stack;
    private final CertificateState state;
    private final long every;
    /** At the observation before: step, J, parameters and gradient of the weights; empty where there is none. */
    private long lastStep = -1;
    private double lastLoss;
    private double[] lastWeights = new double[0];
    private double[] lastGradient = new double[0];

    CertificateProbe(LimitStack stack, long every, int examples) {
        this.stack = stack;
        this.state = new CertificateState(stack, examples);
        this.every = every;
    }

    @Override
    public boolean isDue(long step) {
        return step % every == 0 || step % every == 1;
    }

    @Override
    public void observe(TrainingState training, Recorder recorder) {
        CertificateState.Reading now = state.read(training.network());
        double[] weights = slice(training.network().parameters());
        double[] gradient = slice(training.gradient());
        int examples = training.network().data().shape().train();
        recorder.scalar(LOSS, now.loss());
        recorder.scalar(WEIGHT, now.largestWeight());
        recorder.scalar(INNER, now.largestInner());
        recorder.scalar(EIGENVALUE, now.leastEigenvalue());
        double factor = now.factor(training.loss(), stack.width(), SAME_LOSS);
        if (now.loss() > 0 && factor > 0) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
            recorder.scalar(RHO, DescentObservables.rho(examples, dot(gradient, gradient), now.loss()));
            if (lastStep >= 0 && training.step() == lastStep + 1 && lastGradient.length == weights.length) {
                step(weights, now.loss(), examples, recorder);
            }
            keep(training.step(), now.loss(), weights, gradient);
        } else {
            keep(-1, 0, new double[0], new double[0]);
        }
    }

    /** eta = -(change . gradient) / |gradient|^2, if the change is that alone. */
    private void step(double[] weights, double loss, int examples, Recorder recorder) {
        double squares = dot(lastGradient, lastGradient);
        double along = 0;
        for (int i = 0; i < weights.length; i++) {
            along -= (weights[i] - lastWeights[i]) * lastGradient[i];
        }
        double eta = along / squares;
        double off = 0;
        for (int i = 0; i < weights.length; i++) {
            double rest = weights[i] - lastWeights[i] + eta * lastGradient[i];
            off += rest * rest;
        }
        if (squares > 0 && eta > 0 && Math.sqrt(off) <= PLAIN * eta * Math.sqrt(squares)) {
            recorder.scalar(STEP, eta);
            if (lastLoss > 0) {
                recorder.scalar(RATE, DescentObservables.rate(examples, eta, lastLoss, loss, 1));
            }
        }
    }

    private void keep(long step, double loss, double[] weights, double[] gradient) {
        lastStep = step;
        lastLoss = loss;
        lastWeights = weights;
        lastGradient = gradient;
    }

    private double[] slice(RealArray array) {
        Slot slot = stack.weight();
        double[] slice = new double[slot.size()];
        for (int i = 0; i < slice.length; i++) {
            slice[i] = array.get(slot.offset() + i);
        }
        return slice;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(lastStep);
        out.writeDouble(lastLoss);
        out.writeInt(lastWeights.length);
        for (int i = 0; i < lastWeights.length; i++) {
            out.writeDouble(lastWeights[i]);
            out.writeDouble(lastGradient[i]);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        long step = in.readLong();
        double loss = in.readDouble();
        int length = in.readInt();
        if (length != 0 && length != stack.weight().size()) {
            throw new IOException("state of the certificate's probe: expected " + stack.weight().size() + " weights, got " + length);
        }
        double[] weights = new double[length];
        double[] gradient = new double[length];
        for (int i = 0; i < length; i++) {
            weights[i] = in.readDouble();
            gradient[i] = in.readDouble();
        }
        keep(step, loss, weights, gradient);
    }
}

package org.plumbline.analyses;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * How well a trained network does on the examples that it was trained on and on those it was not.
 * <p>trainLoss and testLoss: the loss of all such examples at once, in its own scale, by the network in evaluation (running
 * statistics, no noise); gap = testLoss - trainLoss. Where all targets are one-hot, also trainAccuracy and testAccuracy: the share
 * of examples whose largest output, the first one of equals, is that of their class. Over depth: mean over the trials of a depth.
 * steps: optimiser steps until the training ended, with their exponent in depth ({@link ExponentResult}).</p>
 * Shape: outputs and targets [n, k]. Source: definitions. Pinned by EvaluationAnalysisTest.
 */
public final class EvaluationAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        return measure(trained);
    }

    static SortedMap<String, Double> measure(TrainedNetwork trained) {
        SortedMap<String, Double> measured = new TreeMap<>();
        DataSet data = trained.data();
        double train = measure("train", trained, data.trainInputs(), data.trainTargets(), measured);
        if (data.shape().test() > 0) {
            measured.put("gap", measure("test", trained, data.testInputs(), data.testTargets(), measured) - train);
        }
        return measured;
    }

    private static double measure(String part, TrainedNetwork trained, float[] inputs, float[] targets,
            SortedMap<String, Double> measured) {
        int k = trained.network().output().size();
        int n = targets.length / k;
        double[] outputs = trained.outputs(inputs);
        double loss = trained.objective().value(outputs, targets, n, k);
        measured.put(part + "Loss", loss);
        if (k > 1 && isOneHot(targets, k)) {
            int right = 0;
            for (int i = 0; i < n; i++) {
                right += targets[i * k + largest(outputs, i * k, k)] == 1 ? 1 : 0;
            }
            measured.put(part + "Accuracy", (double) right / n);
        }
        return loss;
    }

    private static boolean isOneHot(float[] targets, int k) {
        for (int i = 0; i < targets.length; i += k) {
            float sum = 0;
            for (int j = i; j < i + k; j++) {
                if (targets[j] != 0 && targets[j] != 1) {
                    return false;
                }
                sum += targets[j];
            }
            if (sum != 1) {
                return false;
            }
        }
        return true;
    }

    private static int largest(double[] values, int from, int count) {
        int best = 0;
        for (int j = 1; j < count; j++) {
            best = values[from + j] > values[from + best] ? j : best;
        }
        return best;
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
        return new EvaluationSeries(analysis, trials.records(), settings).results();
    }
}

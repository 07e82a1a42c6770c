package org.plumbline.analyses;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * One quantity of the trials over two numbers of their sweep, as a map of colours.
 * <p>A cell is the mean over all trials there; or, if the largest or the smallest is asked for, the largest or smallest of the means over
 * the seeds, one for each setting of what else the sweep varies. Trials that are not DONE, or whose quantity is not finite, are not
 * counted; the cell says how many. The quantity is one of {@link TrialQuantity}, or ANALYSIS/QUANTITY, what another analysis of the
 * experiment measures of a trial.</p>
 * Units: those of the quantity. Source: Marion, Fermanian, Biau, Vert, "Scaling ResNets in the large-depth regime", JMLR 26 (2025), has
 * such a map of the best test accuracy (scaling-limits 3.1, D5). Pinned by SweepMapTest.
 */
public final class SweepMapAnalysis implements Analysis {

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        Optional<String> wrong = TrialQuantity.wrong(settings.text("quantity"));
        try {
            colours(settings);
        } catch (IllegalArgumentException e) {
            wrong = Optional.of(e.getMessage());
        }
        return wrong.map(text -> "sweep-map: " + text);
    }

    /** @throws IllegalArgumentException if the setting is neither empty nor two ascending numbers; the message says what it is */
    static Optional<ResultMap.Range> colours(Settings settings) {
        String text = settings.text("colours");
        if (text.isBlank()) {
            return Optional.empty();
        }
        String[] ends = text.split(",", -1);
        try {
            if (ends.length == 2) {
                return Optional.of(new ResultMap.Range(Double.parseDouble(ends[0].strip()), Double.parseDouble(ends[1].strip())));
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException("colours: expected two ascending numbers such as '-1, 1', or nothing; got '" + text + "'");
    }

    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        return TrialQuantity.isMeasured(settings.text("quantity")) ? EvaluationAnalysis.measure(trained) : new TreeMap<>();
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
        return new SweepMapEvaluation(analysis, trials.records(), settings).results();
    }
}

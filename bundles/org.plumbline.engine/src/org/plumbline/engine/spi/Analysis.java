package org.plumbline.engine.spi;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;

/**
 * Contribution: what is read off trained networks. First each trial is measured where it was trained; then the
 * measurements of a set of finished trials become results. Stateless.
 */
public interface Analysis {

    /** @return why this analysis is not defined for the network, with what would be needed; empty if it is */
    Optional<String> notDefinedFor(Network network, Settings settings);

    /**
     * Measures one trained network.
     *
     * @param trained the network, its parameters and its data. Not modified.
     * @return quantity to value; the quantities depend on network and settings only
     */
    SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings);

    /**
     * Observation during training. What a probe costs, it costs the training; one that observes nothing is not to be made.
     *
     * @return what observes one trial; empty to look at it only when it has ended
     */
    default Optional<Probe> probe(Network network, Settings settings) {
        return Optional.empty();
    }

    /**
     * A function of finished trials.
     *
     * @param analysis id of the component, for the results
     * @param trials   those that have ended, and what they left
     * @return one result a quantity; may be empty while too few trials have ended
     * @throws IOException if what a trial left cannot be read; the message names the place
     */
    ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException;
}

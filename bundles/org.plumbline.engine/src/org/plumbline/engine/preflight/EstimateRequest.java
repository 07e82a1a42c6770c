package org.plumbline.engine.preflight;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.io.ExperimentFormatException;
import org.plumbline.model.io.ExperimentReader;
import org.plumbline.store.StoreException;

/**
 * What a run of an experiment would take is asked for.
 *
 * @param experimentText the experiment file as it is
 * @param folder         of the run; need not be there, runs beside it are looked at
 * @param workers        number of trials at the same time, at least 1
 */
public record EstimateRequest(String experimentText, Path folder, int workers) {

    /**
     * Finds it out in this process, which may train a few steps for some seconds.
     *
     * @return text for people
     * @throws ExperimentFormatException if the text is no experiment
     * @throws StoreException            if there is a run in the folder that cannot be read
     * @throws InterruptedException      if the thread is interrupted
     */
    public String answer(ContributionRegistry registry) throws ExperimentFormatException, StoreException, InterruptedException {
        Experiment experiment = new ExperimentReader().read(
                new ByteArrayInputStream(experimentText.getBytes(StandardCharsets.UTF_8)), "the experiment").experiment();
        return PreflightText.of(new PreflightService(registry).of(
                new PlanCompiler(registry).compile(experiment, PlanOptions.of(PlanOptions.AUTO, workers)), experiment.getName(), folder,
                workers));
    }
}

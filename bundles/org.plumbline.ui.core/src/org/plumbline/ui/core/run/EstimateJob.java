package org.plumbline.ui.core.run;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.preflight.PreflightService;
import org.plumbline.engine.preflight.PreflightText;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.store.StoreException;
import org.plumbline.ui.core.document.OpenExperiment;

/** Finds out what a run of an experiment would take, in the words of the command line. Writes nothing. */
public final class EstimateJob extends Job {
    private final Experiment experiment;
    private final Path folder;
    private final int workers;
    private final ContributionRegistry registry;
    private final Consumer<String> listener;

    /**
     * Takes an open experiment as it is now.
     *
     * @param file     the experiment's file: runs of its project are looked at
     * @param workers  number of trials at the same time, at least 1
     * @param listener hears the text, on the thread of the job; not if the job is cancelled
     */
    public EstimateJob(OpenExperiment open, IFile file, int workers, ContributionRegistry registry, Consumer<String> listener) {
        super("Estimate a run of " + open.experiment().getName());
        this.experiment = EcoreUtil.copy(open.experiment());
        this.folder = RunJob.newFolder(file, experiment.getName());
        this.workers = workers;
        this.registry = registry;
        this.listener = listener;
        setUser(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            listener.accept(PreflightText.of(new PreflightService(registry).of(
                    new PlanCompiler(registry).compile(experiment, PlanOptions.of(PlanOptions.AUTO, workers)), experiment.getName(),
                    folder, workers)));
            return Status.OK_STATUS;
        } catch (InterruptedException e) {
            return Status.CANCEL_STATUS;
        } catch (InvalidInputException | StoreException e) {
            return Status.error("What a run would take cannot be told: " + e.getMessage(), e);
        }
    }

    @Override
    protected void canceling() {
        Thread thread = getThread();
        if (thread != null) {
            thread.interrupt();
        }
    }
}

package org.plumbline.ui.core.run;

import java.util.function.Consumer;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.preflight.EstimateRequest;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.RunnerException;
import org.plumbline.ui.core.document.OpenExperiment;

/** Finds out what a run of an experiment would take, in a process of its own and in the words of the command line. Writes nothing. */
public final class EstimateJob extends Job {
    private EstimateRequest request;
    private String refusal = "";
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
        try {
            this.request = new EstimateRequest(RunJob.text(open, file), RunJob.newFolder(file, open.experiment().getName()), workers);
        } catch (InvalidInputException e) {
            this.refusal = e.getMessage();
        }
        this.registry = registry;
        this.listener = listener;
        setUser(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        if (request == null) {
            return Status.error("What a run would take cannot be told: " + refusal);
        }
        try {
            listener.accept(registry.get(ContributionKind.RUNNER, RunRequest.LOCAL).create(Runner.class).estimate(request));
            return Status.OK_STATUS;
        } catch (InterruptedException e) {
            return Status.CANCEL_STATUS;
        } catch (InvalidInputException | RunnerException e) {
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

package org.plumbline.ui.core.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.finding.Severity;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.run.RunService;
import org.plumbline.model.io.ExperimentFormatException;
import org.plumbline.model.io.ExperimentWriter;
import org.plumbline.store.StoreException;
import org.plumbline.ui.core.document.OpenExperiment;

/** Runs an experiment in the background with the very service that the command line uses. */
public final class RunJob extends Job {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final ContributionRegistry registry;
    private final ExperimentRun run;
    private final RunRequest request;
    private final IFile file;

    private RunJob(ContributionRegistry registry, ExperimentRun run, RunRequest request, IFile file) {
        super("Run " + run.plan().title());
        this.registry = registry;
        this.run = run;
        this.request = request;
        this.file = file;
        setPriority(LONG);
    }

    /**
     * Freezes an open experiment as it is now.
     *
     * @param file    the experiment's file; the run is stored in the folder {@code runs} of its project
     * @param workers number of trials at the same time, at least 1
     * @return the job, not yet scheduled
     * @throws InvalidInputException if findings forbid a run; the message is the first of them and says how many there are
     */
    public static RunJob prepare(OpenExperiment open, IFile file, int workers, ContributionRegistry registry, Runs runs) {
        Compilation compilation = new PlanCompiler(registry).compile(EcoreUtil.copy(open.experiment()),
                PlanOptions.of(PlanOptions.AUTO, workers));
        open.setFindings(compilation.findings());
        RunPlan plan = compilation.plan().orElseThrow(() -> new InvalidInputException(refusal(compilation)));
        Path folder = file.getProject().getLocation().toPath().resolve("runs")
                .resolve(plan.name() + "-" + STAMP.format(LocalDateTime.now()));
        ExperimentRun run = new ExperimentRun(plan, folder, workers, runs::changed);
        return new RunJob(registry, run, new RunRequest(folder, RunRequest.LOCAL, workers, text(open, file)), file);
    }

    private static String refusal(Compilation compilation) {
        var errors = compilation.findings().select(f -> f.severity() == Severity.ERROR);
        Finding first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more, see the Problems view)";
        return (first.element().isEmpty() ? "" : first.element() + ": ") + first.text() + more;
    }

    private static String text(OpenExperiment open, IFile file) {
        try {
            return new String(new ExperimentWriter().toBytes(open.experiment(), open.layout(), file.getName()),
                    StandardCharsets.UTF_8);
        } catch (ExperimentFormatException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
    }

    public ExperimentRun experimentRun() {
        return run;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            new RunService(registry).run(run.plan(), request, run, run.control());
            return Status.OK_STATUS;
        } catch (InterruptedException e) {
            run.fail("interrupted");
            Thread.currentThread().interrupt();
            return Status.CANCEL_STATUS;
        } catch (InvalidInputException | StoreException e) {
            run.fail(e.getMessage());
            return Status.OK_STATUS;
        } catch (RuntimeException e) {
            run.fail(String.valueOf(e.getMessage()));
            return Status.error("The run " + run.name() + " failed: " + e.getMessage(), e);
        } finally {
            refresh();
        }
    }

    private void refresh() {
        try {
            file.getProject().refreshLocal(IResource.DEPTH_INFINITE, null);
        } catch (CoreException e) {
            ILog.of(RunJob.class).warn("The project of " + file.getName() + " could not be refreshed", e);
        }
    }

    @Override
    protected void canceling() {
        run.stop();
    }
}

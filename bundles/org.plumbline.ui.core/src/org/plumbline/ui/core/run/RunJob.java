package org.plumbline.ui.core.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
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
import org.plumbline.engine.run.RunWatcher;
import org.plumbline.engine.spi.RunnerException;
import org.plumbline.model.io.ExperimentFormatException;
import org.plumbline.model.io.ExperimentWriter;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;
import org.plumbline.ui.core.document.OpenExperiment;

/** Has an experiment run by a process of its own, with the very service that the command line uses, and follows it. */
public final class RunJob extends Job {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Milliseconds between two looks at the run's files. */
    private static final long PERIOD = 200;
    /** Seconds that the process of a run has to begin. */
    private static final double START_SECONDS = 60;

    private final ContributionRegistry registry;
    private final ExperimentRun run;
    private final Optional<RunRequest> request;

    /** @param request what to launch; empty to follow a process that runs already */
    private RunJob(ContributionRegistry registry, ExperimentRun run, Optional<RunRequest> request) {
        super("Run " + run.plan().title());
        this.registry = registry;
        this.run = run;
        this.request = request;
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
        Path folder = newFolder(file, plan.name());
        ExperimentRun run = new ExperimentRun(plan, folder, workers, runs::changed);
        return new RunJob(registry, run, Optional.of(new RunRequest(folder, RunRequest.LOCAL, workers, text(open, file))));
    }

    /** @return where a run of the experiment in the file that begins now is stored */
    static Path newFolder(IFile file, String experiment) {
        return file.getProject().getLocation().toPath().resolve(Runs.FOLDER)
                .resolve(experiment + "-" + STAMP.format(LocalDateTime.now()));
    }

    /**
     * Goes on with a run that nobody runs now.
     *
     * @throws StoreException if its folder cannot be read
     */
    public static RunJob resume(ExperimentRun run, ContributionRegistry registry) throws StoreException {
        String text = RunFolder.forReading(run.folder()).readExperiment();
        return new RunJob(registry, run, Optional.of(new RunRequest(run.folder(), RunRequest.LOCAL, run.workers(), text)));
    }

    /** Follows a run that a process runs already. */
    static RunJob follow(ExperimentRun run, ContributionRegistry registry) {
        return new RunJob(registry, run, Optional.empty());
    }

    private static String refusal(Compilation compilation) {
        var errors = compilation.findings().select(f -> f.severity() == Severity.ERROR);
        Finding first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more, see the Problems view)";
        return (first.element().isEmpty() ? "" : first.element() + ": ") + first.text() + more;
    }

    /** @return the file of an experiment as it would be saved now */
    static String text(OpenExperiment open, IFile file) {
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
            run.goesOn();
            RunWatcher watcher = new RunWatcher(RunFolder.at(run.folder()), run.plan(), run);
            if (request.isPresent()) {
                watcher.ignorePast();
                new RunService(registry).launch(run.plan(), request.get());
            }
            follow(watcher);
            return Status.OK_STATUS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.CANCEL_STATUS;
        } catch (InvalidInputException | RunnerException | StoreException e) {
            run.fail(e.getMessage());
            return Status.OK_STATUS;
        } catch (RuntimeException e) {
            run.fail(String.valueOf(e.getMessage()));
            return Status.error("The run " + run.name() + " failed: " + e.getMessage(), e);
        } finally {
            refresh();
        }
    }

    private void follow(RunWatcher watcher) throws StoreException, InterruptedException {
        long begin = System.nanoTime();
        boolean begun = false;
        while (true) {
            boolean owned = watcher.isOwned();
            begun |= owned;
            // What was written before the process ended is there to be seen after it.
            boolean ended = watcher.look();
            if (ended && !owned) {
                return;
            }
            if (!owned && !ended && (begun || (System.nanoTime() - begin) * 1e-9 > START_SECONDS)) {
                throw new StoreException("the process of the run has ended before the run; supervisor.log in its folder may say why. "
                        + "Resume goes on from where it was");
            }
            Thread.sleep(PERIOD);
        }
    }

    private void refresh() {
        for (IContainer project : ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(run.folder().getParent().toUri())) {
            try {
                project.refreshLocal(IResource.DEPTH_INFINITE, null);
            } catch (CoreException e) {
                ILog.of(RunJob.class).warn("The folder " + project.getName() + " could not be refreshed", e);
            }
        }
    }

    @Override
    protected void canceling() {
        run.stop();
    }
}

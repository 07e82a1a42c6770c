package org.plumbline.ui.core.check;

import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.swt.widgets.Display;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.ui.core.document.OpenExperiment;

/**
 * Keeps the findings of an open experiment up to date: a short while after an edit a copy is compiled in the
 * background, the findings are shown on the nodes and as problem markers on the file.
 */
public final class ExperimentCheck implements OpenExperiment.Listener {
    /** Milliseconds of quiet after an edit before the check starts. */
    private static final int QUIET = 250;

    private final OpenExperiment open;
    private final IFile file;
    private final ContributionRegistry registry;
    private final Display display;
    private final AtomicInteger edition = new AtomicInteger();
    private final Job job;
    private volatile Experiment copy;

    public ExperimentCheck(OpenExperiment open, IFile file, ContributionRegistry registry, Display display) {
        this.open = open;
        this.file = file;
        this.registry = registry;
        this.display = display;
        this.job = Job.createSystem("Check " + file.getName(), (ICoreRunnable) this::check);
    }

    /** Starts to listen, and checks at once. */
    public void start() {
        open.addListener(this);
        schedule(0);
    }

    /** Ends the checks; the markers stay, as they are true of the file as it was last checked. */
    public void stop() {
        open.removeListener(this);
        edition.incrementAndGet();
        job.cancel();
    }

    @Override
    public void experimentChanged() {
        schedule(QUIET);
    }

    private void schedule(int delay) {
        edition.incrementAndGet();
        copy = EcoreUtil.copy(open.experiment());
        job.cancel();
        job.schedule(delay);
    }

    private void check(IProgressMonitor monitor) throws CoreException {
        int started = edition.get();
        ImmutableList<Finding> findings = new PlanCompiler(registry).compile(copy, PlanOptions.defaults()).findings();
        if (started != edition.get()) {
            return;
        }
        FindingMarkers.replace(file, findings, monitor);
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (started == edition.get()) {
                    open.setFindings(findings);
                }
            });
        }
    }
}

package org.plumbline.ui.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunEvent;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** The runs that are open and the one that the views show. Listeners are called on the UI thread, at most ten times a second. */
public final class Runs {
    /** The folder of a project in which its runs are stored. */
    public static final String FOLDER = "runs";
    /** Milliseconds between two repaints. */
    private static final int PERIOD = 100;

    private final List<ExperimentRun> runs = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Coalescer changed = new Coalescer(Runs::later, () -> listeners.forEach(Runnable::run));
    private volatile ExperimentRun current;
    private volatile List<String> chosenTrials = List.of();

    private static void later(Runnable action) {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            if (!display.isDisposed()) {
                display.asyncExec(() -> display.timerExec(PERIOD, action));
            }
        }
    }

    /** Something of a run is different; may be called by any thread, as often as it likes. */
    public void changed() {
        changed.run();
    }

    public void add(ExperimentRun run) {
        runs.add(run);
        show(run);
    }

    /** @return all runs, the first started first */
    public List<ExperimentRun> all() {
        return List.copyOf(runs);
    }

    /** @return the run that the views show */
    public Optional<ExperimentRun> current() {
        return Optional.ofNullable(current);
    }

    /** Makes the views show a run. */
    public void show(ExperimentRun run) {
        current = run;
        changed();
    }

    /** @return ids of the trials that the user chose last, for example as a point of a plot */
    public List<String> chosenTrials() {
        return chosenTrials;
    }

    public void chooseTrials(List<String> trials) {
        chosenTrials = List.copyOf(trials);
        changed();
    }

    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** @return whether a run has not ended */
    public boolean active() {
        return runs.stream().anyMatch(run -> run.snapshot().active());
    }

    /** Asks all runs to stop and keep the states of their trials. */
    public void stopAll() {
        runs.stream().filter(run -> run.snapshot().active()).forEach(ExperimentRun::stop);
    }

    /**
     * Opens a stored run, and follows it if a process runs it now. One that is open already is shown.
     *
     * @throws StoreException        if there is no run in the folder
     * @throws InvalidInputException if what it needs is not installed
     */
    public ExperimentRun open(Path folder, int workers, ContributionRegistry registry) throws StoreException {
        for (ExperimentRun known : runs) {
            if (known.folder().equals(folder)) {
                show(known);
                return known;
            }
        }
        RunPlan plan = RunHeader.plan(registry, RunFolder.forReading(folder));
        RunArchive archive = RunArchive.open(folder);
        ExperimentRun run = new ExperimentRun(plan, folder, workers, this::changed);
        plan.trials().each(trial -> archive.records().detectOptional(record -> record.id().equals(trial.id()))
                .ifPresent(record -> run.event(new RunEvent.TrialFinished(trial, record, true))));
        run.event(new RunEvent.ResultsUpdated(archive.results()));
        run.rests(archive.complete());
        add(run);
        if (Ownership.holder(folder).isPresent()) {
            RunJob.follow(run, registry).schedule();
        }
        return run;
    }

    /** Opens the last run of a project, and those that a process runs now: a workbench that was closed may have left them. */
    public void openRecent(Path project, int workers, ContributionRegistry registry) {
        try (Stream<Path> folders = Files.list(project.resolve(FOLDER))) {
            List<Path> found = folders.filter(folder -> Files.exists(folder.resolve("run.json")))
                    .sorted(Comparator.comparingLong(folder -> folder.resolve("run.json").toFile().lastModified())).toList();
            for (Path folder : found) {
                if (folder.equals(found.get(found.size() - 1)) || Ownership.holder(folder).isPresent()) {
                    open(folder, workers, registry);
                }
            }
        } catch (NoSuchFileException e) {
            // a project without runs
        } catch (IOException | InvalidInputException e) {
            ILog.of(Runs.class).warn("A run of " + project.getFileName() + " cannot be opened: " + e.getMessage());
        }
    }
}

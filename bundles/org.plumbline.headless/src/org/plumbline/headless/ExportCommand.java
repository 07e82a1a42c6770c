package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunControl;
import org.plumbline.engine.run.StoredRun;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline export}: a stored run, in a format that other programs read. */
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Writes a run, or one trial of it, for other programs. plumbline list exporter shows the formats.")
final class ExportCommand implements Callable<Integer> {
    /** Shortest time between two looks at a run that is followed, ms. */
    private static final long PERIOD = 1000;
    /** Looks at a run may take this part of the time. */
    private static final int SHARE = 10;
    /** Looks in a row that may find a file just being replaced. */
    private static final int FAILED_LOOKS = 5;

    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Option(names = "--trial", paramLabel = "ID", description = "One trial alone: its id, or the first 6 or more characters of it.")
    private String trial;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "npz, csv, tensorboard, mlflow, or another that is installed.")
    private String format;

    @Option(names = "--out", paramLabel = "PATH|URI", description = "A folder that is new or empty, or the address of a server. Default: NAME-FORMAT here; the address that MLFLOW_TRACKING_URI holds.")
    private String out;

    @Option(names = "--set", paramLabel = "PARAMETER=VALUE", description = "Sets a parameter of the format.")
    private List<String> assignments = List.of();

    @Option(names = "--follow", description = "Goes on while the run goes on, and ends with it; tensorboard and mlflow.")
    private boolean follow;

    ExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws StoreException, InterruptedException {
        Contribution contribution = environment.registry().get(ContributionKind.EXPORTER, format);
        Settings settings = settings(contribution);
        Exporter exporter = contribution.create(Exporter.class);
        if (follow && !exporter.continues()) {
            throw new InvalidInputException("--follow: format " + format + " is written once; those that can follow a run: "
                    + environment.registry().all(ContributionKind.EXPORTER).select(c -> c.create(Exporter.class).continues())
                            .collect(Contribution::id).makeString(", "));
        }
        StoredRun run = open();
        RunControl control = new RunControl();
        try {
            ExportSummary summary = exporter.export(run, Optional.ofNullable(out), settings);
            if (follow) {
                Interrupts.pauseOnSignal(control);
                summary = follow(run, summary, exporter, settings, control);
            }
            print(summary);
        } catch (StoreException | InvalidInputException e) {
            throw e;
        } catch (IOException e) {
            environment.err().println("plumbline: " + e.getMessage());
            return ExitCode.ENVIRONMENT;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            environment.err().println("plumbline: exporter '" + format + "' of bundle " + contribution.bundle() + " failed: " + e);
            return ExitCode.ENVIRONMENT;
        }
        return control.isStopping() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private Settings settings(Contribution contribution) {
        Map<String, String> raw = new TreeMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException("--set: expected PARAMETER=VALUE, got '" + assignment + "'");
            }
            raw.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        Contribution.Resolution resolution = contribution.resolve(raw, format);
        resolution.findings().getFirstOptional().ifPresent(finding -> {
            throw new InvalidInputException("--set: " + finding.element() + ": " + finding.text());
        });
        return resolution.settings();
    }

    private StoredRun open() throws StoreException {
        StoredRun run = StoredRun.open(folder);
        return trial == null ? run : run.only(trial);
    }

    private ExportSummary follow(StoredRun first, ExportSummary exported, Exporter exporter, Settings settings, RunControl control)
            throws IOException, InterruptedException {
        StoredRun run = first;
        ExportSummary summary = exported;
        int failed = 0;
        while (!run.complete() && !control.isStopping()) {
            environment.err().println("plumbline: " + summary.trials() + "/" + run.header().planned() + " trials exported");
            ImmutableList<TrialRecord> before = run.records();
            long looked = PERIOD;
            do {
                Thread.sleep(Math.max(PERIOD, SHARE * looked));
                long began = System.nanoTime();
                try {
                    run = open();
                    failed = 0;
                } catch (StoreException e) {
                    if (++failed == FAILED_LOOKS) {
                        throw e;
                    }
                }
                looked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            } while (run.records().equals(before) && !control.isStopping());
            summary = exporter.export(run, Optional.ofNullable(out), settings);
        }
        return summary;
    }

    private void print(ExportSummary summary) {
        environment.out().println(summary.trials() + (summary.trials() == 1 ? " trial" : " trials") + " exported as " + format + " to "
                + summary.place());
        environment.out().flush();
        summary.notes().forEach(note -> environment.err().println("plumbline: " + note));
    }
}

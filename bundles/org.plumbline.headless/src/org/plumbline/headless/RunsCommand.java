package org.plumbline.headless;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialState;
import org.plumbline.index.Condition;
import org.plumbline.index.IndexedRun;
import org.plumbline.index.IndexedTrial;
import org.plumbline.index.RunIndex;
import org.plumbline.index.TrialQuery;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline runs}: which runs there are, and which of their trials are such and such. */
@Command(name = "runs", mixinStandardHelpOptions = true,
        description = "Lists runs with their trials by state, or single trials. Reads what is new since the last time; the rest it knows from an index on this machine, "
                + "which can be deleted at will (folder: system property plumbline.index or environment variable PLUMBLINE_INDEX).")
final class RunsCommand implements Callable<Integer> {
    private static final int PAGE = 10_000;
    private final Environment environment;

    @Parameters(arity = "0..*", paramLabel = "FOLDER", description = "Run folders, or folders with runs somewhere below them. Default: runs.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--where", paramLabel = "CONDITION",
            description = "Trials for which this holds alone, e.g. depth>=64, state=DIVERGED, optimiser.lr=0.1, 'scaling/maxNorm(A)<0.3'. Can be repeated: then all must hold.")
    private List<String> where = new ArrayList<>();

    @Option(names = "--trials", description = "A line for each trial.")
    private boolean trials;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "Trials listed at most. Default: ${DEFAULT-VALUE}.")
    private int limit;

    RunsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws StoreException {
        if (limit < 1) {
            throw new InvalidInputException("--limit: expected at least 1, got " + limit);
        }
        List<Path> places = folders.isEmpty() ? List.of(Path.of("runs")) : folders;
        TrialQuery query = new TrialQuery(places, where.stream().map(RunsCommand::condition).toList());
        try (RunIndex index = RunIndex.ofUser(this::notice)) {
            index.refresh(places, this::notice);
            if (trials) {
                printTrials(index, query);
            } else {
                printRuns(index.runs(query));
            }
        }
        return ExitCode.DONE;
    }

    private static Condition condition(String text) {
        try {
            return Condition.parse(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--where: " + e.getMessage(), e);
        }
    }

    private void notice(String text) {
        environment.err().println("plumbline: " + text);
    }

    private void printRuns(List<IndexedRun> runs) {
        int width = runs.stream().mapToInt(run -> run.name().length()).max().orElse(0);
        for (IndexedRun run : runs) {
            int done = run.states().getOrDefault(TrialState.DONE.name(), 0);
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  %-20s  ", run.name(), run.started()));
            if (where.isEmpty()) {
                line.append(done).append('/').append(run.planned()).append(" done");
            } else {
                line.append(run.ended()).append(" of ").append(run.planned()).append(" trials: ").append(done).append(" done");
            }
            for (Map.Entry<String, Integer> state : run.states().entrySet()) {
                if (!state.getKey().equals(TrialState.DONE.name())) {
                    line.append(", ").append(state.getValue()).append(' ').append(state.getKey().toLowerCase(Locale.ROOT));
                }
            }
            environment.out().println(line.append("  ").append(shown(run.folder())));
        }
        environment.err().println("plumbline: " + runs.size() + (runs.size() == 1 ? " run" : " runs"));
    }

    private void printTrials(RunIndex index, TrialQuery query) throws StoreException {
        int shown = 0;
        for (int from = 0; from < limit; from += PAGE) {
            for (IndexedTrial trial : index.trials(query, from, Math.min(PAGE, limit - from))) {
                environment.out().println(String.format(Locale.ROOT, "%s  %-9s  loss %-12s  %8d steps  %s seed=%d%s  %s", trial.id().substring(0, 8),
                        trial.state(), Double.isNaN(trial.loss()) ? "-" : String.format(Locale.ROOT, "%.6g", trial.loss()), trial.steps(),
                        trial.cell(), trial.seed(), trial.message().isEmpty() ? "" : "  (" + trial.message() + ")", shown(trial.run())));
                shown++;
            }
        }
        int all = index.count(query);
        environment.err().println("plumbline: " + (shown < all ? "the first " + shown + " of " : "") + all + (all == 1 ? " trial" : " trials"));
    }

    private static Path shown(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) && !folder.equals(here) ? here.relativize(folder) : folder;
    }
}

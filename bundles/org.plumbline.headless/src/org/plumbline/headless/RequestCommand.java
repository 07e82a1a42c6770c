package org.plumbline.headless;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.run.Requests;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.Owner;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code plumbline pause} and {@code cancel} have in common: they want something of a run of another process. */
abstract class RequestCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Option(names = "--trial", paramLabel = "ID", description = "One trial alone, by the first letters of its id. Can be repeated.")
    private List<String> trials = new ArrayList<>();

    @Option(names = "--cell", paramLabel = "PATH=VALUE", description = "The trials of the cells with this value, e.g. architecture.depth=64. Can be repeated: then all must hold.")
    private List<String> cells = new ArrayList<>();

    RequestCommand(Environment environment) {
        this.environment = environment;
    }

    /** {@code plumbline pause}. */
    @Command(name = "pause", mixinStandardHelpOptions = true,
            description = "Pauses a run, or some of its trials: their states are kept, and plumbline resume goes on with them.")
    static final class Pause extends RequestCommand {
        Pause(Environment environment) {
            super(environment);
        }

        @Override
        public Integer call() throws StoreException {
            return request(TrialRequest.PAUSE);
        }
    }

    /** {@code plumbline cancel}. */
    @Command(name = "cancel", mixinStandardHelpOptions = true,
            description = "Cancels a run, or some of its trials: they end where they are. Resuming the run tries them again.")
    static final class Cancel extends RequestCommand {
        Cancel(Environment environment) {
            super(environment);
        }

        @Override
        public Integer call() throws StoreException {
            return request(TrialRequest.CANCEL);
        }
    }

    int request(TrialRequest request) throws StoreException {
        RunFolder run = RunFolder.forReading(folder);
        Optional<Owner> owner = Ownership.holder(folder);
        String what = request.name().toLowerCase(Locale.ROOT);
        if (trials.isEmpty() && cells.isEmpty()) {
            if (owner.isEmpty()) {
                throw new InvalidInputException("nobody runs " + folder + ", so there is nothing to " + what);
            }
            run.request(Requests.name(request));
            environment.out().println("asked process " + owner.get().pid() + " on " + owner.get().host() + " to " + what + " the run");
            return ExitCode.DONE;
        }
        List<String> chosen = chosen(run);
        for (String trial : chosen) {
            run.request(Requests.name(request, trial));
        }
        environment.out().println("asked to " + what + " " + chosen.size() + (chosen.size() == 1 ? " trial" : " trials")
                + (owner.isEmpty() ? "; nobody runs them now" : ""));
        return ExitCode.DONE;
    }

    private List<String> chosen(RunFolder run) throws StoreException {
        List<String[]> wanted = cells.stream().map(RequestCommand::split).toList();
        List<String> ids = RunHeader.plan(environment.registry(), run).trials()
                .select(trial -> trials.isEmpty() || trials.stream().anyMatch(trial.id()::startsWith))
                .select(trial -> wanted.stream().allMatch(cell -> cell[1].equals(value(trial, cell[0]))))
                .collect(TrialPlan::id).castToList();
        if (ids.isEmpty()) {
            throw new InvalidInputException("no trial of " + folder + " is what --trial and --cell ask for");
        }
        return ids;
    }

    private static String value(TrialPlan trial, String path) {
        return path.equals("seed") ? Long.toString(trial.seed()) : trial.cell().get(path);
    }

    private static String[] split(String cell) {
        String[] parts = cell.split("=", 2);
        if (parts.length < 2) {
            throw new InvalidInputException("--cell: expected PATH=VALUE, got '" + cell + "'");
        }
        return parts;
    }
}

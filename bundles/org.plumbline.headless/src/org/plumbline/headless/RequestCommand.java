package org.plumbline.headless;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.run.Requests;
import org.plumbline.engine.trial.TrialRequest;
import org.plumbline.store.Owner;
import org.plumbline.store.Ownership;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What {@code plumbline pause} and {@code cancel} have in common: they want something of a run of another process. */
abstract class RequestCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Mixin
    private TrialChoice choice;

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
        if (choice.isAll()) {
            if (owner.isEmpty()) {
                throw new InvalidInputException("nobody runs " + folder + ", so there is nothing to " + what);
            }
            run.request(Requests.name(request));
            environment.out().println("asked process " + owner.get().pid() + " on " + owner.get().host() + " to " + what + " the run");
            return ExitCode.DONE;
        }
        List<String> chosen = choice.of(environment, run);
        for (String trial : chosen) {
            run.request(Requests.name(request, trial));
        }
        environment.out().println("asked to " + what + " " + chosen.size() + (chosen.size() == 1 ? " trial" : " trials")
                + (owner.isEmpty() ? "; nobody runs them now" : ""));
        return ExitCode.DONE;
    }
}

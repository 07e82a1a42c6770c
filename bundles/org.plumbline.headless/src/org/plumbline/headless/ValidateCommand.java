package org.plumbline.headless;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.Finding;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline validate}: everything that can be known of an experiment without running it. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Checks an experiment and says what would run.")
final class ValidateCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private ExperimentOptions options;

    ValidateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        ExperimentOptions.Loaded loaded = options.load(environment, 1);
        loaded.notices().forEach(notice -> environment.out().println(loaded.name() + ": " + notice));
        for (Finding finding : loaded.compilation().findings()) {
            environment.out().println(loaded.name() + ": " + finding);
        }
        loaded.compilation().plan().ifPresent(plan -> environment.out().println(loaded.name() + ": valid, "
                + plan.trials().size() + " trials, identity " + plan.identity()));
        return loaded.compilation().plan().isPresent() ? ExitCode.DONE : ExitCode.INVALID_INPUT;
    }
}

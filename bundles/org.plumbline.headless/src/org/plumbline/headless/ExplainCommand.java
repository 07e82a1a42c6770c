package org.plumbline.headless;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;

import com.google.gson.GsonBuilder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline explain}: how each cell of an experiment would be computed, and what it takes. */
@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Says how the networks of an experiment would be computed: path, operations, traffic and memory of each part. Runs nothing.")
final class ExplainCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private ExperimentOptions options;

    @Option(names = "--workers", paramLabel = "N", description = "Trials at the same time, which share the memory. Default: number of processors.")
    private Integer workers;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "Default: ${DEFAULT-VALUE}.")
    private Format format;

    /** How the answer is printed. */
    enum Format {
        text, json
    }

    ExplainCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        int count = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (count < 1) {
            throw new org.plumbline.engine.finding.InvalidInputException("--workers: expected at least 1, got " + count);
        }
        ExperimentOptions.Loaded loaded = options.load(environment, count);
        RunPlan plan = loaded.plan(environment.err());
        loaded.notices().forEach(notice -> environment.err().println("plumbline: " + notice));
        ImmutableList<ExplainedCell> cells = plan.trials().groupBy(TrialPlan::cell).multiValuesView()
                .collect(trials -> ExplainedCell.of(trials.toList().toImmutable(), environment.registry())).toList().toImmutable()
                .toSortedListBy(ExplainedCell::order).toImmutable();
        if (format == Format.json) {
            environment.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create()
                    .toJson(ExplainedCell.json(plan.name(), cells)));
        } else {
            ExplainText.write(loaded.name(), cells, environment.out());
        }
        return ExitCode.DONE;
    }
}

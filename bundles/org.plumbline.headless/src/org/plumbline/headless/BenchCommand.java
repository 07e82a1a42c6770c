package org.plumbline.headless;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.headless.bench.BenchReport;
import org.plumbline.headless.bench.Benchmark;
import org.plumbline.headless.bench.PeerException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline bench}: our computations and PyTorch's, side by side on this machine. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Times our computations and PyTorch's on the same data, in turn; says whether the results agree.")
final class BenchCommand implements Callable<Integer> {
    private static final String JSON = "json";
    private static final List<String> FORMATS = List.of("text", JSON);

    private final Environment environment;

    @Parameters(arity = "0..*", paramLabel = "CASE", description = "Names, or beginnings of names; all if left out. An unknown one lists them.")
    private List<String> cases = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(names = "--repeats", paramLabel = "N", defaultValue = "7", description = "Samples of each, in turn. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(names = "--python", paramLabel = "FILE", description = "Interpreter that has PyTorch. Default: /usr/bin/python3.")
    private String python;

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (!FORMATS.contains(format)) {
            throw new InvalidInputException("--format: unknown format '" + format + "'; there are " + String.join(", ", FORMATS));
        }
        if (repeats < 1) {
            throw new InvalidInputException("--repeats: must be >= 1, got " + repeats);
        }
        BenchReport report = JSON.equals(format) ? BenchReport.json(environment.out()) : BenchReport.text(environment.out());
        try {
            return new Benchmark(cases, repeats, python).run(report) ? ExitCode.DONE : ExitCode.TRIAL_FAILED;
        } catch (PeerException e) {
            environment.err().println("plumbline: " + e.getMessage());
            return ExitCode.ENVIRONMENT;
        }
    }
}

package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares our computations with a peer's on this machine; documented in {@code releng/bench/README.md}.
 *
 * @param cases   beginnings of ids; none for all
 * @param repeats samples of each, >= 1
 * @param python  interpreter of the peer; null for the system's
 */
public record Benchmark(List<String> cases, int repeats, String python) {

    /**
     * Runs the cases one after the other and tells the report of each.
     *
     * @return whether every row counts
     * @throws PeerException if the peer cannot run
     * @throws org.plumbline.engine.finding.InvalidInputException if there is no such case
     */
    public boolean run(BenchReport report) throws IOException {
        List<BenchCase> chosen = BenchCases.named(cases);
        Path scratch = Files.createTempDirectory("plumbline-bench");
        try {
            PeerScripts.copyTo(scratch);
            MachinePeak peak = new MachinePeak();
            CaseRunner runner = new CaseRunner(scratch, python, repeats, peak);
            List<CaseResult> results = new ArrayList<>();
            for (BenchCase bench : chosen) {
                CaseResult result = runner.run(bench);
                if (results.isEmpty()) {
                    report.start(runner.identity(), peak, repeats);
                }
                results.add(result);
                report.add(result);
            }
            report.end();
            return results.stream().flatMap(r -> r.peers().stream()).allMatch(PeerRow::counts);
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package org.plumbline.headless.bench;

import java.util.ArrayList;
import java.util.List;

import org.plumbline.engine.finding.InvalidInputException;

/** The cases that there are, with the ratios that we owe. */
public final class BenchCases {
    private static final List<BenchCase> ALL = List.of(
            new ResidualCase(10, 32, 1000, 20, 10),
            new ResidualCase(10, 32, 10_000, 20, 10),
            new ResidualCase(32, 64, 1000, 4, 0),
            new ResidualCase(128, 256, 100, 1.3, 0),
            new ResidualCase(128, 256, 1000, 1.3, 0),
            new PackedCase(64, 10, 32, 100, 5),
            new SvdCase(1, 128, false, 1),
            new SvdCase(1, 128, true, 1),
            new SvdCase(1, 1000, false, 1),
            new SvdCase(1, 1000, true, 1),
            new SvdCase(10_000, 10, false, 5),
            new HaarCase(256, 1),
            new ConvolutionChainCase(16, 28, 32, 100, 1.3),
            new ConvolutionChainCase(64, 32, 32, 10, 1.1),
            new ResNetCase(128, 1));

    private BenchCases() {
    }

    /**
     * @param names ids, or beginnings of ids; none for all
     * @return the cases, in the order of the table, each once
     * @throws InvalidInputException if a name fits no case
     */
    static List<BenchCase> named(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        List<BenchCase> chosen = new ArrayList<>();
        for (String name : names) {
            // A whole id means that case alone: residual-d10-l1000 is the beginning of another.
            boolean whole = ALL.stream().anyMatch(c -> c.id().equals(name));
            List<BenchCase> fitting = ALL.stream().filter(c -> whole ? c.id().equals(name) : c.id().startsWith(name)).toList();
            if (name.isEmpty() || fitting.isEmpty()) {
                throw new InvalidInputException("bench: unknown case '" + name + "'; there are " + String.join(", ", ids()));
            }
            chosen.addAll(fitting);
        }
        return ALL.stream().filter(chosen::contains).toList();
    }

    /** Returns the names of all cases. */
    static List<String> ids() {
        return ALL.stream().map(BenchCase::id).toList();
    }
}

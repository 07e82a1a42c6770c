package org.plumbline.headless;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.finding.Severity;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.gallery.GalleryEntry;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.edit.SettingChange;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.io.ExperimentReader;
import org.plumbline.model.io.ExperimentWriter;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment a command is about, and what is changed in it before it is used. */
final class ExperimentOptions {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([kKMG]?)B?");

    @Parameters(index = "0", paramLabel = "FILE|gallery:ID", description = "An experiment file, or one of the gallery (see: plumbline list gallery).")
    private String source;

    @Option(names = "--set", paramLabel = "PATH=VALUE",
            description = "Sets a parameter (optimiser.lr=0.1), a contribution (optimiser=sgd), or replaces a swept axis (depth=8,16,32; seed=0,1,2). Can be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "First seed of the sweep; the others follow it.")
    private Long seed;

    @Option(names = "--backend", paramLabel = "ID", defaultValue = PlanOptions.AUTO,
            description = "auto: the fastest path for each network; nd4j: generic ND4J operations. Default: ${DEFAULT-VALUE}.")
    private String backend;

    @Option(names = "--memory", paramLabel = "SIZE",
            description = "Memory for the arrays of one trial, in Java's heap and outside of it together, e.g. 500M or 2G: activations that do not fit are computed twice; Java itself takes some 0.2G more. Default: this machine's, shared by the workers.")
    private String memory;

    /** An experiment with what it compiles to, and what the changes did besides what was asked. */
    record Loaded(String name, ExperimentDocument document, Compilation compilation, List<String> notices) {
        /** @throws InvalidInputException if findings forbid a plan; the first is the message, the others stand in {@code err} */
        RunPlan plan(PrintWriter err) {
            return compilation.plan().orElseThrow(() -> {
                List<Finding> errors = compilation.findings().castToList().stream()
                        .filter(f -> f.severity() == Severity.ERROR).toList();
                errors.stream().skip(1).forEach(f -> err.println("plumbline: " + name + ": " + line(f)));
                return new InvalidInputException(name + ": " + line(errors.get(0)));
            });
        }

        static String line(Finding finding) {
            return (finding.element().isEmpty() ? "" : finding.element() + ": ") + finding.text();
        }

        /** @return the experiment as a file has it, with all changes */
        String text() throws IOException {
            return new String(new ExperimentWriter().toBytes(document.experiment(), document.layout(), name),
                    StandardCharsets.UTF_8);
        }
    }

    String source() {
        return source;
    }

    /** @return whether a run folder is named instead of an experiment */
    boolean isFolder() {
        return !source.startsWith(Gallery.SCHEME) && ResumeCommand.isRun(Path.of(source));
    }

    /** @throws InvalidInputException if something is to be changed in what has already been run */
    Path unchangedFolder() {
        if (!assignments.isEmpty() || seed != null || memory != null || !backend.equals(PlanOptions.AUTO)) {
            throw new InvalidInputException(source + " is a run: what it runs cannot be changed; change the experiment and run that, "
                    + "the cells that stay the same are taken over");
        }
        return Path.of(source);
    }

    /**
     * @param trials how many trials are to run at the same time
     * @param more   assignments after those of the user
     */
    Loaded load(Environment environment, int trials, String... more) throws IOException {
        if (!Stream.of(PlanOptions.AUTO, PlanOptions.GENERIC).toList().contains(backend)) {
            throw new InvalidInputException("--backend: unknown backend '" + backend + "'; there are " + PlanOptions.AUTO
                    + ", " + PlanOptions.GENERIC);
        }
        ExperimentDocument document = read(environment.gallery());
        List<String> notices = apply(document, more);
        Compilation compilation = new PlanCompiler(environment.registry())
                .compile(document.experiment(), memory == null ? PlanOptions.of(backend, trials) : limited());
        return new Loaded(source, document, compilation, notices);
    }

    private PlanOptions limited() {
        Matcher matcher = SIZE.matcher(memory.strip());
        if (!matcher.matches()) {
            throw new InvalidInputException("--memory: expected a size such as 500M or 2G, got '" + memory + "'");
        }
        double bytes = Double.parseDouble(matcher.group(1)) * switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 1e3;
            case "M" -> 1e6;
            case "G" -> 1e9;
            default -> 1;
        };
        return PlanOptions.within(backend, bytes);
    }

    private ExperimentDocument read(Gallery gallery) throws IOException {
        if (!source.startsWith(Gallery.SCHEME)) {
            return new ExperimentReader().read(Path.of(source));
        }
        GalleryEntry entry = gallery.get(source.substring(Gallery.SCHEME.length()));
        try (InputStream in = entry.experiment().openStream()) {
            return new ExperimentReader().read(in, source);
        }
    }

    private List<String> apply(ExperimentDocument document, String... more) {
        List<String> notices = new ArrayList<>();
        try {
            List<Assignment> parsed = Stream.concat(assignments.stream(), Stream.of(more)).map(Assignment::parse).toList();
            for (SettingChange change : Assignment.applyAll(parsed, document.experiment())) {
                if (!change.droppedSettings().isEmpty()) {
                    notices.add("--set " + change.path() + "=" + change.value()
                            + " drops the settings of the contribution before: " + String.join(", ", change.droppedSettings()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--set: " + e.getMessage(), e);
        }
        if (seed != null) {
            document.experiment().setBaseSeed(seed);
        }
        return notices;
    }
}

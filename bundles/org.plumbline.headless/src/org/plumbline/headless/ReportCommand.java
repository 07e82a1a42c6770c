package org.plumbline.headless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.gallery.Claims;
import org.plumbline.engine.gallery.Comparison;
import org.plumbline.engine.gallery.GalleryEntry;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.run.Reevaluation;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunDocument;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.store.RunFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline report}: a stored run, in a form for people or programs. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Prints what a run folder holds; needs nothing but the folder.")
final class ReportCommand implements Callable<Integer> {
    private static final String PAPER = "paper";
    /** The agreement rule for published values asks for this level. */
    private static final double LEVEL = 0.9;

    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Option(names = "--format", paramLabel = "text|json|html|csv", defaultValue = "text", description = "Default: ${DEFAULT-VALUE}.")
    private Format format;

    /** The forms of a report. */
    enum Format {
        text, json, html, csv
    }

    @Option(names = "--against", paramLabel = "paper|FILE", description = "Holds the run against what the paper of its gallery experiment "
            + "claims, or against the claims in a JSON file; intervals at 90 %%. Formats text and json.")
    private String against;

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        RunArchive run = RunArchive.open(folder);
        if (against != null) {
            against(run);
            environment.out().flush();
            return ExitCode.DONE;
        }
        switch (format) {
            case text -> TextReport.write(run, folder, environment.out());
            case json -> environment.out().println(RunDocument.json(run));
            case html -> new HtmlReport(environment.registry()).write(run, environment.out());
            case csv -> CsvReport.write(run, environment.out());
        }
        environment.out().flush();
        return ExitCode.DONE;
    }

    private void against(RunArchive run) throws IOException {
        if (format != Format.text && format != Format.json) {
            throw new InvalidInputException("--against knows the formats text and json, not " + format);
        }
        Claims claims = claims(run.header().name());
        ImmutableList<AnalysisResult> results = Reevaluation.of(environment.registry(), folder, Map.of("level", LEVEL),
                failure -> environment.err().println(failure));
        AgainstReport report = new AgainstReport(run, RunHeader.plan(environment.registry(), RunFolder.forReading(folder)), claims,
                claims.claims().collect(claim -> Comparison.of(claim, results)));
        if (format == Format.text) {
            report.text(folder, environment.out());
        } else {
            report.json(environment.out());
        }
    }

    private Claims claims(String experiment) throws IOException {
        if (!against.equals(PAPER)) {
            Path file = Path.of(against);
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException("--against " + against + ": expected 'paper' or a file of claims");
            }
            return Claims.parse(Files.readString(file), against);
        }
        ImmutableList<GalleryEntry> known = environment.gallery().entries().select(entry -> entry.claims().isPresent());
        GalleryEntry entry = known.detectOptional(e -> e.name().equals(experiment)).orElseThrow(() -> new InvalidInputException(
                "the gallery has no claims for an experiment '" + experiment + "'; there are some for "
                        + known.collect(GalleryEntry::name).makeString(", ") + "; --against FILE takes others"));
        try (InputStream in = entry.claims().orElseThrow().openStream()) {
            return Claims.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), entry.id());
        }
    }
}

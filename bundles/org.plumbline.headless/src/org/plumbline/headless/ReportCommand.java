package org.plumbline.headless;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.plumbline.engine.run.FigureOrigin;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.engine.run.RunDocument;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline report}: a stored run, in a form for people or programs. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Prints what a run folder holds; needs nothing but the folder.")
final class ReportCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    @Option(names = "--format", paramLabel = "text|json|html|csv", defaultValue = "text", description = "Default: ${DEFAULT-VALUE}.")
    private Format format;

    /** The forms of a report. */
    enum Format {
        text, json, html, csv
    }

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws StoreException {
        RunArchive run = RunArchive.open(folder);
        switch (format) {
            case text -> TextReport.write(run, folder, environment.out());
            case json -> environment.out().println(RunDocument.json(run));
            case html -> new HtmlReport(environment.registry(), run, FigureOrigin.read(folder), environment.out()).write();
            case csv -> CsvReport.write(run, environment.out());
        }
        environment.out().flush();
        return ExitCode.DONE;
    }
}

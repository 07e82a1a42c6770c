package org.plumbline.exporters;

import java.io.IOException;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.spi.ExportFolder;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.RunData;

/** Tidy tables: trials, losses of epochs, what was observed during training, results of analyses, the points of their series and curves, their maps, and their tables. */
public final class CsvExporter implements Exporter {

    @Override
    public ExportSummary export(RunData run, Optional<String> target, Settings settings) throws IOException {
        try (ExportFolder folder = ExportFolder.create(run, target, "csv")) {
            folder.write("trials.csv", out -> CsvTables.trials(run, out));
            folder.write("losses.csv", out -> CsvTables.losses(run, out));
            folder.write("observations.csv", out -> CsvTables.observations(run, out));
            folder.write("results.csv", out -> CsvTables.results(run, out));
            folder.write("points.csv", out -> CsvTables.points(run, out));
            folder.write("curves.csv", out -> CsvTables.curves(run, out));
            folder.write("maps.csv", out -> CsvTables.maps(run, out));
            folder.write("tables.csv", out -> CsvTables.tables(run, out));
            folder.describe();
            ImmutableList<String> notes = run.results().isEmpty()
                    ? Lists.immutable.with("results.csv, points.csv, curves.csv, maps.csv and tables.csv have no rows: there are no results of one trial, or of this run yet")
                    : Lists.immutable.empty();
            return new ExportSummary(folder.path().toString(), run.records().size(), notes);
        }
    }
}

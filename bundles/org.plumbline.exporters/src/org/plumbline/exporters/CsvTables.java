package org.plumbline.exporters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.RunData;

/** The tables of a run, each with one kind of row. */
final class CsvTables {
    private CsvTables() {
    }

    /** One row a trial: id, its place in the sweep, how it ended, and every measurement. */
    static void trials(RunData run, OutputStream out) throws IOException {
        TreeSet<String> axes = new TreeSet<>();
        TreeSet<String> quantities = new TreeSet<>();
        run.records().forEach(record -> {
            record.cell().forEachKey(axes::add);
            record.measurements().forEachKey(quantities::add);
        });
        try (CsvWriter table = new CsvWriter(out)) {
            List<Object> header = new ArrayList<>(List.of("id"));
            header.addAll(axes);
            header.addAll(List.of("seed", "depth", "state", "message", "steps", "epochs", "seconds", "finalLoss"));
            header.addAll(quantities);
            table.row(header);
            for (TrialRecord record : run.records()) {
                List<Object> row = new ArrayList<>(List.of(record.id()));
                axes.forEach(axis -> row.add(record.cell().get(axis)));
                row.addAll(Arrays.asList(record.seed(), record.depth(), record.state(), record.message(), record.steps(),
                        record.epochs(), record.seconds(), record.state() == TrialState.DONE ? record.finalLoss() : null));
                quantities.forEach(quantity -> row.add(record.measurements().get(quantity)));
                table.row(row);
            }
        }
    }

    /** One row an epoch of a trial; epochs are counted from 1. */
    static void losses(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("trial", "epoch", "loss"));
            for (TrialRecord record : run.records()) {
                for (int epoch = 1; epoch <= record.epochLosses().size(); epoch++) {
                    table.row(List.of(record.id(), epoch, record.epochLosses().get(epoch - 1)));
                }
            }
        }
    }

    /** One row a number that was observed while a trial was trained; layers are counted from 0, empty for numbers of the whole network. */
    static void observations(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("trial", "analysis", "quantity", "step", "layer", "value"));
            for (TrialRecord record : run.records()) {
                for (Map.Entry<String, Observations> observed : run.observations(record.id()).entrySet()) {
                    observations(record.id(), observed.getKey(), observed.getValue(), table);
                }
            }
        }
    }

    private static void observations(String trial, String analysis, Observations observed, CsvWriter table) throws IOException {
        for (String quantity : observed.scalars()) {
            Observations.Scalar scalar = observed.scalar(quantity);
            for (int i = 0; i < scalar.steps().length; i++) {
                table.row(Arrays.asList(trial, analysis, quantity, scalar.steps()[i], null, scalar.values()[i]));
            }
        }
        for (String quantity : observed.series()) {
            Observations.Layers layers = observed.series(quantity).orElse(new Observations.Layers(new long[0], new double[0][]));
            for (int i = 0; i < layers.steps().length; i++) {
                for (int layer = 0; layer < layers.values()[i].length; layer++) {
                    table.row(List.of(trial, analysis, quantity, layers.steps()[i], layer, layers.values()[i][layer]));
                }
            }
        }
    }

    /** One row a quantity of an analysis: its estimate with error and interval, the line fitted, its axes, and what follows. */
    static void results(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("analysis", "quantity", "label", "meaning", "value", "standardError", "low", "high", "level", "n", "unit",
                    "method", "fitSlope", "fitIntercept", "fitFrom", "fitTo", "xLabel", "xUnit", "yLabel", "yUnit", "verdict",
                    "decided", "evidence", "notes", "trials"));
            for (AnalysisResult result : run.results()) {
                List<Object> row = new ArrayList<>(List.of(result.analysis(), result.quantity(), result.label(), result.meaning()));
                Estimate e = result.estimate().orElse(null);
                row.addAll(e == null ? Arrays.asList(new Object[8])
                        : Arrays.asList(e.value(), present(e.standardError()), present(e.low()), present(e.high()), e.level(), e.n(), e.unit(), e.method()));
                FitLine fit = result.fit().orElse(null);
                row.addAll(fit == null ? Arrays.asList(new Object[4]) : List.of(fit.slope(), fit.intercept(), fit.from(), fit.to()));
                row.addAll(List.of(result.x().label(), result.x().unit(), result.y().label(), result.y().unit()));
                Conclusion conclusion = result.conclusion().orElse(null);
                row.addAll(conclusion == null ? Arrays.asList(new Object[3])
                        : List.of(conclusion.verdict(), conclusion.decided(), conclusion.evidence().makeString("; ")));
                row.add(result.remarks().makeString("; "));
                row.add(e == null ? null : e.trials().makeString(" "));
                table.row(row);
            }
        }
    }

    /** One row a point of a series: mean and range over the replicates. */
    static void points(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("analysis", "quantity", "x", "value", "low", "high", "n", "asked", "trials"));
            for (AnalysisResult result : run.results()) {
                for (ResultPoint point : result.points()) {
                    table.row(row(List.of(result.analysis(), result.quantity()), point));
                }
            }
        }
    }

    /** One row a point of a further curve of a figure: predictions, rivals, bands, second measurements. */
    static void curves(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("analysis", "quantity", "curve", "label", "style", "x", "value", "low", "high", "n", "asked", "trials"));
            for (AnalysisResult result : run.results()) {
                for (Curve curve : result.curves()) {
                    for (ResultPoint point : curve.points()) {
                        table.row(row(List.of(result.analysis(), result.quantity(), curve.id(), curve.label(), curve.style()), point));
                    }
                }
            }
        }
    }

    /** One row a cell of a table beside a figure; rows are counted from 1. */
    static void tables(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("analysis", "quantity", "table", "row", "column", "cell"));
            for (AnalysisResult result : run.results()) {
                for (ResultTable each : result.tables()) {
                    for (int row = 1; row <= each.rows().size(); row++) {
                        for (int column = 0; column < each.columns().size(); column++) {
                            table.row(List.of(result.analysis(), result.quantity(), each.title(), row, each.columns().get(column),
                                    each.rows().get(row - 1).get(column)));
                        }
                    }
                }
            }
        }
    }

    /** One row a cell of a map; a cell without a trial that counts has no value. */
    static void maps(RunData run, OutputStream out) throws IOException {
        try (CsvWriter table = new CsvWriter(out)) {
            table.row(List.of("analysis", "quantity", "x", "y", "value", "n", "asked", "trials"));
            for (AnalysisResult result : run.results().select(each -> each.map().isPresent())) {
                ResultMap map = result.map().get();
                for (int cell = 0; cell < map.cells().size(); cell++) {
                    ResultMap.Cell at = map.cells().get(cell);
                    table.row(Arrays.asList(result.analysis(), result.quantity(), map.xs().get(cell % map.xs().size()),
                            map.ys().get(cell / map.xs().size()), present(at.value()), at.n(), at.asked(), at.trials().makeString(" ")));
                }
            }
        }
    }

    private static List<Object> row(List<Object> beginning, ResultPoint point) {
        List<Object> row = new ArrayList<>(beginning);
        row.addAll(Arrays.asList(point.x(), present(point.value()), present(point.low()), present(point.high()), point.n(), point.asked(),
                point.trials().makeString(" ")));
        return row;
    }

    /** @return the number; null for NaN, where that means that there is none */
    private static Double present(double value) {
        return Double.isNaN(value) ? null : value;
    }
}

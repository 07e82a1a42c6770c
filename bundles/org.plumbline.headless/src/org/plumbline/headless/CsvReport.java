package org.plumbline.headless;

import java.io.PrintWriter;
import java.util.TreeSet;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunArchive;

/** A run as a table: one row per trial, all of them, with every measurement. RFC 4180, numbers as Java prints them. */
final class CsvReport {
    private CsvReport() {
    }

    static void write(RunArchive run, PrintWriter out) {
        TreeSet<String> paths = new TreeSet<>();
        TreeSet<String> quantities = new TreeSet<>();
        run.records().forEach(record -> {
            record.cell().forEachKey(paths::add);
            record.measurements().forEachKey(quantities::add);
        });
        row(out, Lists.mutable.with("id").withAll(paths).with("seed").with("depth").with("state").with("message")
                .with("finalLoss").with("steps").with("epochs").with("seconds").withAll(quantities));
        for (TrialRecord record : run.records()) {
            MutableList<String> cells = Lists.mutable.with(record.id());
            paths.forEach(path -> cells.add(record.cell().getIfAbsentValue(path, "")));
            cells.with(Long.toString(record.seed())).with(Integer.toString(record.depth())).with(record.state().name())
                    .with(record.message()).with(number(record.finalLoss())).with(Long.toString(record.steps()))
                    .with(Integer.toString(record.epochs())).with(number(record.seconds()));
            quantities.forEach(quantity -> cells.add(number(record.measurements().getIfAbsentValue(quantity, Double.NaN))));
            row(out, cells);
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static void row(PrintWriter out, MutableList<String> cells) {
        out.print(cells.collect(CsvReport::quoted).makeString(",") + "\r\n");
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

package org.plumbline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

class CsvExporterTest {
    private static final Settings NONE = Settings.of(Map.of());
    private final TestRun run = TestRun.of("abc", TestRun.trial(1, TrialState.DONE, 3), TestRun.trial(2, TrialState.DIVERGED, 2),
            TestRun.trial(3, TrialState.FAILED, 0));

    @TempDir
    private Path folder;

    private Path export(String name) throws Exception {
        Path out = folder.resolve(name);
        new CsvExporter().export(run, Optional.of(out.toString()), NONE);
        return out;
    }

    /** Reads by the grammar of RFC 4180, one character after the other. */
    private static List<List<String>> read(Path file) throws Exception {
        String text = Files.readString(file);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                assertThat(field).isEmpty();
                quoted = true;
            } else if (c == ',' || c == '\r') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    assertThat(text.charAt(++i)).isEqualTo('\n');
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                assertThat(c).isNotEqualTo('\n');
                field.append(c);
            }
        }
        assertThat(row).as("the last line ends").isEmpty();
        assertThat(rows).allSatisfy(r -> assertThat(r).hasSameSizeAs(rows.get(0)));
        return rows;
    }

    private static String cell(List<List<String>> table, int row, String column) {
        return table.get(row).get(table.get(0).indexOf(column));
    }

    @Test
    void trialsComeBackWithEveryBitAndName() throws Exception {
        List<List<String>> table = read(export("out").resolve("trials.csv"));
        assertThat(table).hasSize(4);
        for (int i = 0; i < 3; i++) {
            TrialRecord record = run.records().get(i);
            int row = i + 1;
            assertThat(cell(table, row, "id")).isEqualTo(record.id());
            assertThat(cell(table, row, "optimiser.note")).isEqualTo(TestRun.NASTY);
            assertThat(cell(table, row, "state")).isEqualTo(record.state().name());
            assertThat(cell(table, row, "message")).isEqualTo(record.message());
            assertThat(cell(table, row, "steps")).isEqualTo(Long.toString(record.steps()));
            assertThat(cell(table, row, "finalLoss")).isEqualTo(i == 0 ? Double.toString(record.finalLoss()) : "");
            for (String quantity : run.records().getFirst().measurements().keysView()) {
                assertThat(cell(table, row, quantity)).isEqualTo(i == 0 ? Double.toString(record.measurements().get(quantity)) : "");
            }
        }
        assertThat(Double.parseDouble(cell(table, 1, "scaling/../|" + TestRun.NASTY))).isEqualTo(Math.nextUp(1.0));
    }

    @Test
    void lossesResultsAndPointsAreTidy() throws Exception {
        Path out = export("out");
        List<List<String>> losses = read(out.resolve("losses.csv"));
        assertThat(losses).hasSize(1 + 3 + 2);
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(losses.get(epoch)).containsExactly(run.records().get(0).id(), Integer.toString(epoch),
                    Double.toString(run.records().get(0).epochLosses().get(epoch - 1)));
        }
        List<List<String>> maps = read(out.resolve("maps.csv"));
        assertThat(maps).hasSize(3);
        assertThat(maps.get(1)).containsExactly("scaling", "maxNorm(A)", "0.1", "3.0", "0.30000000000000004", "1", "2", run.records().get(0).id());
        assertThat(maps.get(2)).containsExactly("scaling", "maxNorm(A)", "0.2", "3.0", "", "0", "1", "");
        List<List<String>> results = read(out.resolve("results.csv"));
        assertThat(results).hasSize(2);
        assertThat(cell(results, 1, "value")).isEqualTo("-0.3333333333333333");
        assertThat(cell(results, 1, "low")).isEmpty();
        assertThat(cell(results, 1, "label")).isEqualTo(TestRun.NASTY);
        assertThat(cell(results, 1, "trials")).isEqualTo(run.records().get(0).id());
        List<List<String>> points = read(out.resolve("points.csv"));
        assertThat(points).hasSize(3);
        assertThat(points.get(1)).startsWith("scaling", "maxNorm(A)", "4.0", "0.30000000000000004", "1.0E-300", "3.141592653589793", "1", "2");
        assertThat(points.get(2)).containsExactly("scaling", "maxNorm(A)", "8.0", "", "", "", "0", "2", "");
    }

    @Test
    void observationsAreRowsWithAndWithoutLayers() throws Exception {
        List<List<String>> table = read(export("out").resolve("observations.csv"));
        String id = run.records().get(0).id();
        assertThat(table).hasSize(1 + 2 + 3);
        assertThat(table.get(1)).containsExactly(id, "scaling", "J " + TestRun.NASTY, "0", "", "0.30000000000000004");
        assertThat(table.get(2)).endsWith("1099511627776", "", "NaN");
        assertThat(table.get(4)).containsExactly(id, "scaling", "norm(A)", "7", "1", "1.0E-300");
    }

    @Test
    void curvesTablesAndConclusionsAreTidy() throws Exception {
        Path out = export("out");
        List<List<String>> curves = read(out.resolve("curves.csv"));
        assertThat(curves).hasSize(2);
        assertThat(curves.get(1)).containsExactly("scaling", "maxNorm(A)", "rival", TestRun.NASTY, "BAND", "0.1", "", "1.0E-300", "0.30000000000000004", "0", "0", "");
        List<List<String>> tables = read(out.resolve("tables.csv"));
        assertThat(tables).hasSize(1 + 4);
        assertThat(tables.get(2)).containsExactly("scaling", "maxNorm(A)", "rivals, ranked", "1", "AICc", "-3.5");
        assertThat(tables.get(3)).endsWith("2", "law", TestRun.NASTY);
        List<List<String>> results = read(out.resolve("results.csv"));
        assertThat(cell(results, 1, "verdict")).isEqualTo("neural \"ODE\"");
        assertThat(cell(results, 1, "decided")).isEqualTo("true");
        assertThat(cell(results, 1, "evidence")).isEqualTo("first; second");
        assertThat(cell(results, 1, "xLabel") + cell(results, 1, "xUnit")).isEqualTo("depthlayers");
    }

    @Test
    void bytesDoNotDependOnTheLocale() throws Exception {
        Locale before = Locale.getDefault();
        Path here = export("here");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Path there = export("there");
            for (String name : List.of("trials.csv", "losses.csv", "results.csv", "points.csv", "curves.csv", "maps.csv", "tables.csv", "observations.csv", "export.json")) {
                assertThat(there.resolve(name)).hasSameBinaryContentAs(here.resolve(name));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void targetsThatCannotBeUsedAreLeftAlone() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "x");
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path done = export("done");
        for (Path target : List.of(full, file, done)) {
            assertThatThrownBy(() -> export(target.getFileName().toString())).isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(target.toString());
        }
        assertThatThrownBy(() -> export("done")).hasMessageContaining("run abc as csv");
        assertThatThrownBy(() -> new CsvExporter().export(run, Optional.of("http://localhost:5000"), NONE))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("not an address");
        assertThat(full.toFile().list()).containsExactly("mine");
        assertThat(file).hasContent("x");
    }
}

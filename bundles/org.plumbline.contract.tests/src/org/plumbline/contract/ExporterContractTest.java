package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.RunData;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.numerics.arrays.RealArray;

class ExporterContractTest {
    /** Its target is a server; MlflowExporterTest has one. */
    private static final String SERVER = "mlflow";

    @TempDir
    private Path folder;

    static Stream<Contribution> exporters() {
        return Installed.all(ContributionKind.EXPORTER);
    }

    static Stream<Contribution> exportersOfFiles() {
        return exporters().filter(contribution -> !contribution.id().equals(SERVER));
    }

    /** Two trials, one of which diverged at once. */
    private record SmallRun(RunHeader header, ImmutableList<TrialRecord> records, ImmutableList<AnalysisResult> results,
            boolean complete) implements RunData {
        SmallRun() {
            this(new RunHeader("small", "Small", "0123", 2, SortedMaps.immutable.of("started", "2026-01-01T00:00:00Z")),
                    Lists.immutable.with(trial("00000000aaaa", TrialState.DONE, 0.5), trial("00000001aaaa", TrialState.DIVERGED, Double.NaN)),
                    Lists.immutable.empty(), true);
        }

        private static TrialRecord trial(String id, TrialState state, double loss) {
            return new TrialRecord(id, SortedMaps.immutable.of("architecture.depth", "3"), 0, 3, state, "why", loss, 2, 1, 0.1,
                    DoubleLists.immutable.with(loss), SortedMaps.immutable.of("a/norm", loss));
        }

        @Override
        public SortedMap<String, TensorData> parameters(String trial) {
            SortedMap<String, TensorData> parameters = new TreeMap<>();
            if (trial.equals(records.getFirst().id())) {
                parameters.put("A", new TensorData(Shape.of(2, 2), RealArray.of(Installed.gaussians("A", 4, 1))));
            }
            return parameters;
        }
    }

    private ExportSummary export(Contribution contribution, Path target) throws IOException, InterruptedException {
        return contribution.create(Exporter.class).export(new SmallRun(), Optional.of(target.toString()), Installed.settings(contribution));
    }

    /** @return relative path to bytes of all files */
    private static TreeMap<String, String> content(Path root) throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    @ParameterizedTest
    @MethodSource("exportersOfFiles")
    void equalRunsGiveEqualBytesInEveryLocale(Contribution contribution) throws Exception {
        ExportSummary summary = export(contribution, folder.resolve("a"));
        assertThat(summary.trials()).isEqualTo(2);
        assertThat(summary.place()).contains("a");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
            export(contribution, folder.resolve("b"));
        } finally {
            Locale.setDefault(before);
        }
        assertThat(content(folder.resolve("a"))).hasSizeGreaterThan(1).isEqualTo(content(folder.resolve("b")));
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void whatIsNotItsOwnIsRefusedAndLeftAlone(Contribution contribution) throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Path file = Files.writeString(full.resolve("file"), "mine");
        for (Path target : new Path[] {full, file}) {
            assertThatThrownBy(() -> export(contribution, target)).isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(target.toString()).hasMessageNotContaining("\n");
        }
        assertThat(content(full)).containsOnlyKeys("file");
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @MethodSource("exportersOfFiles")
    void aSecondExportIsRefusedOrChangesNothing(Contribution contribution) throws Exception {
        Path target = folder.resolve("a");
        export(contribution, target);
        TreeMap<String, String> before = content(target);
        if (contribution.create(Exporter.class).continues()) {
            assertThat(export(contribution, target).trials()).isEqualTo(2);
        } else {
            assertThatThrownBy(() -> export(contribution, target)).isInstanceOf(InvalidInputException.class).hasMessageContaining("not empty");
        }
        assertThat(content(target)).isEqualTo(before);
    }
}

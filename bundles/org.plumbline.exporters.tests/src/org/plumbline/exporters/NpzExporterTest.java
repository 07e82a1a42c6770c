package org.plumbline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.TensorData;

class NpzExporterTest {
    private static final Settings NONE = Settings.of(Map.of());
    private final TestRun run = TestRun.of("abc", TestRun.trial(1, TrialState.DONE, 3), TestRun.trial(2, TrialState.DIVERGED, 0));

    @TempDir
    private Path folder;

    private Path export() throws Exception {
        Path out = folder.resolve("out");
        ExportSummary summary = new NpzExporter().export(run, Optional.of(out.toString()), NONE);
        assertThat(summary.trials()).isEqualTo(2);
        assertThat(summary.notes().getOnly()).startsWith("1 of 2 trials have no parameters").contains("DIVERGED");
        return out;
    }

    /** Prints type, shape and bytes of each array as one line; numbers and texts as numpy has them. */
    @Test
    void numpyReadsWhatWasThere() throws Exception {
        Python.assumeNumpy();
        Path out = export();
        TrialRecord record = run.records().getFirst();
        String said = Python.run("""
                import numpy, sys
                z = numpy.load(sys.argv[1])
                for name in z.files:
                    a = z[name]
                    print(repr(name), a.dtype.str, a.shape, repr(str(a)) if a.dtype.kind == 'U' else a.tobytes().hex())
                """, out.resolve(record.id() + ".npz").toString());
        for (Map.Entry<String, TensorData> tensor : run.parameters(record.id()).entrySet()) {
            if (!tensor.getKey().startsWith("..")) {
                String shape = tensor.getValue().shape().toString().replace("[", "(").replaceAll("\\]$", tensor.getValue().shape().rank() == 1 ? ",)" : ")");
                String type = tensor.getKey().startsWith("block") ? "<f8" : "<f4";
                assertThat(said).contains("'" + tensor.getKey() + "' " + type + " " + shape + " " + hex(tensor.getValue(), type));
            }
        }
        ByteBuffer losses = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        record.epochLosses().forEach(losses::putDouble);
        assertThat(said).contains("'trial/epochLosses' <f8 (3,) " + hex(losses.array())).contains("'trial/state' <U4 () 'DONE'")
                .contains("'trial/seed' <i8 () 0100000000000000").contains("'cell/architecture.depth' <U1 () '4'")
                .contains("'cell/optimiser.note' <U" + TestRun.NASTY.codePointCount(0, TestRun.NASTY.length()) + " () 'a \"b\", c\\nd\\r\\n\u00e9\u4e2d\ud83d\ude00;=1+2'")
                .contains("'measurement/scaling/maxNorm(A)' <f8 () ")
                .contains("'observation/scaling/norm(A)/layers/steps' <i8 (1,) 0700000000000000")
                .contains("'observation/scaling/norm(A)/layers/values' <f8 (1, 3) " + hex(ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(1).putDouble(1e-300).putDouble(-3).array()));
    }

    @Test
    void numpyReadsATrialWithoutParametersOrLosses() throws Exception {
        Python.assumeNumpy();
        String said = Python.run("import numpy, sys; z = numpy.load(sys.argv[1]); print(z['trial/state'], z['trial/epochLosses'].shape, z['trial/finalLoss'])",
                export().resolve(run.records().getLast().id() + ".npz").toString());
        assertThat(said.strip()).isEqualTo("DIVERGED (0,) nan");
    }

    private static String hex(TensorData tensor, String type) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length() * (type.equals("<f4") ? 4 : 8)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.values().length(); i++) {
            if (type.equals("<f4")) {
                bytes.putFloat((float) tensor.values().get(i));
            } else {
                bytes.putDouble(tensor.values().get(i));
            }
        }
        return hex(bytes.array());
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    /** Data begin at a multiple of 64 bytes of each entry, as the format asks; no name leads out of a folder. */
    @Test
    void entriesAreAlignedAndSafe() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(export().resolve(run.records().getFirst().id() + ".npz").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                names.add(entry.getName());
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
                    assertThat((10 + header) % 64).isZero();
                    assertThat(bytes[10 + header - 1]).isEqualTo((byte) '\n');
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(14).allSatisfy(name -> assertThat(name).doesNotStartWith("/").doesNotContain("\\")
                .doesNotContain("..").doesNotContain(":").doesNotContain("\n").endsWith(".npy"));
    }

    @Test
    void safeNamesStayDifferent() {
        assertThat(Names.inArchive("block[3]/A_1.b (x)")).isEqualTo("block[3]/A_1.b (x)");
        assertThat(Names.inArchive("a%b")).isEqualTo("a%25b");
        assertThat(Names.inArchive("../a")).isEqualTo("%2e./a");
        assertThat(Names.inArchive("/a//b/./c\\d")).isEqualTo("%2fa/%2fb/%2e/c%5cd");
        assertThat(Names.inArchive("\u00e9")).isEqualTo("%c3%a9");
    }

    @Test
    void oneTrialWithoutParametersIsRefused() {
        Path out = folder.resolve("out");
        TestRun one = run.only(run.records().getLast());
        assertThatThrownBy(() -> new NpzExporter().export(one, Optional.of(out.toString()), NONE))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining(run.records().getLast().id()).hasMessageContaining("DIVERGED");
        assertThat(out).doesNotExist();
    }

    @Test
    void anExportThatFailsLeavesNothing() throws Exception {
        Path out = folder.resolve("out");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (Path target : new Path[] {out, empty}) {
            run.tensors().get(run.records().getFirst().id()).put("trial/id", new TensorData(org.plumbline.engine.network.Shape.SCALAR,
                    org.plumbline.numerics.arrays.RealArray.of(1f)));
            assertThatThrownBy(() -> new NpzExporter().export(run, Optional.of(target.toString()), NONE)).hasMessageContaining("cannot write")
                    .hasMessageContaining(run.records().getFirst().id()).hasMessageContaining("duplicate");
        }
        assertThat(out).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }
}

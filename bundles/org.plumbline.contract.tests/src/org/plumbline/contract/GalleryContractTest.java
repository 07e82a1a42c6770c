package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.core.runtime.RegistryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.gallery.GalleryEntry;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.io.ExperimentReader;

class GalleryContractTest {
    private static final Map<String, Compilation> COMPILED = new HashMap<>();
    private static final Gallery GALLERY = Gallery.read(RegistryFactory.getRegistry());

    static Stream<GalleryEntry> entries() {
        return GALLERY.entries().toList().stream();
    }

    private static ExperimentDocument read(GalleryEntry entry) throws Exception {
        try (InputStream in = entry.experiment().openStream()) {
            return new ExperimentReader().read(in, entry.id());
        }
    }

    /** Experiments that are whole have thousands of cells: each is compiled once. */
    private static Compilation compile(GalleryEntry entry) throws Exception {
        Compilation known = COMPILED.get(entry.id());
        if (known == null) {
            known = compileAnew(entry);
            COMPILED.put(entry.id(), known);
        }
        return known;
    }

    private static Compilation compileAnew(GalleryEntry entry) throws Exception {
        return new PlanCompiler(Installed.REGISTRY).compile(read(entry).experiment(), PlanOptions.defaults());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void experimentIsSoundAndNamedAsItsEntry(GalleryEntry entry) throws Exception {
        ExperimentDocument document = read(entry);
        assertThat(document.problems()).isEmpty();
        assertThat(document.experiment().getName()).isEqualTo(entry.name());
        assertThat(document.experiment().getTitle()).isEqualTo(entry.title());
        assertThat(document.layout().getBounds()).hasSameSizeAs(document.experiment().getComponents());
        Compilation compilation = compile(entry);
        // The files of some data sets are nobody's to ship; that they are missing may be the one thing that is wrong.
        assertThat(compilation.findings().reject(finding -> finding.text().contains(": no file ")).castToList()).isEmpty();
        assertThat(compilation.plan().isPresent()).isEqualTo(compilation.findings().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void pageSaysWhatToExpectAndWhatIsNotKnown(GalleryEntry entry) throws Exception {
        try (InputStream in = entry.page().orElseThrow().openStream()) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(page).contains(entry.title(), "What to look at", "Expected band", "What is not known");
        }
    }

    /** Depths floor(2^(n/3)) from 3 to 1300: 27 of them, 3 seeds each; the small one ends at 64: 14 depths, 2 seeds. */
    @Test
    void tanhAdamIsTheSweepOfThePaper() throws Exception {
        var plan = compile(GALLERY.get("scaling-limits/tanh-adam")).plan().orElseThrow();
        assertThat(plan.trials().size()).isEqualTo(81);
        assertThat(plan.trials().collect(trial -> trial.cell().get("architecture.depth")).distinct().castToList())
                .containsExactly("3", "4", "5", "6", "8", "10", "12", "16", "20", "25", "32", "40", "50", "64", "80", "101", "128",
                        "161", "203", "256", "322", "406", "512", "645", "812", "1024", "1290");
        assertThat(compile(GALLERY.get("scaling-limits/tanh-adam-small")).plan().orElseThrow().trials().size()).isEqualTo(28);
        assertThat(GALLERY.findings().castToList()).isEmpty();
    }
}

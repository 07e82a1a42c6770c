package org.plumbline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.eclipse.core.runtime.RegistryFactory;
import org.plumbline.engine.gallery.Gallery;
import org.plumbline.engine.plan.PlanCompiler;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunArchive;
import org.plumbline.model.edit.Assignment;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.io.ExperimentReader;
import org.plumbline.store.NpyFormat;
import org.plumbline.store.RunFolder;

/** An experiment of the gallery with two depths and two seeds, and what it means that two runs of it have the same bits. */
final class SmallRuns {
    private SmallRuns() {
    }

    /** @param settings assignments as on the command line, for example the number of epochs, all of which are trained */
    static RunPlan plan(String... settings) throws Exception {
        String id = "scaling-limits/tanh-adam-small";
        try (InputStream in = Gallery.read(RegistryFactory.getRegistry()).get(id).experiment().openStream()) {
            ExperimentDocument document = new ExperimentReader().read(in, id);
            Assignment.applyAll(Stream.concat(Stream.of("architecture.depth=4,6", "seed=0,1", "training.tolerance=0", "training.patience=1000000"), Stream.of(settings))
                    .map(Assignment::parse).toList(), document.experiment());
            return new PlanCompiler(Installed.REGISTRY).compile(document.experiment(), PlanOptions.of(PlanOptions.AUTO, 2)).plan()
                    .orElseThrow();
        }
    }

    static void assertSame(RunPlan plan, Path run, Path reference) throws Exception {
        RunArchive archive = RunArchive.open(run);
        assertThat(archive.complete()).isTrue();
        RunArchive expected = RunArchive.open(reference);
        for (TrialPlan trial : plan.trials()) {
            TrialRecord record = record(archive, trial.id());
            assertThat(record.epochLosses()).isEqualTo(record(expected, trial.id()).epochLosses());
            assertThat(record.measurements()).isEqualTo(record(expected, trial.id()).measurements());
            SortedMap<String, NpyFormat.Array> arrays = RunFolder.forReading(run).trial(trial.id()).parameters();
            RunFolder.forReading(reference).trial(trial.id()).parameters()
                    .forEach((name, array) -> assertThat(arrays.get(name).floats()).containsExactly(array.floats()));
        }
    }

    private static TrialRecord record(RunArchive archive, String trial) {
        return archive.records().detectOptional(record -> record.id().equals(trial)).orElseThrow();
    }
}

package org.plumbline.exporters.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.exporters.TestRun;
import org.plumbline.exporters.tensorboard.EventDecoder.Event;

class TensorBoardExporterTest {
    private static final double START = Instant.parse(TestRun.STARTED).getEpochSecond();
    private final TrialRecord done = TestRun.trial(1, TrialState.DONE, 300);
    private final TrialRecord diverged = TestRun.trial(2, TrialState.DIVERGED, 2);
    private final TestRun run = TestRun.of("abc", done, diverged);

    @TempDir
    private Path folder;

    private void export(TestRun some) throws Exception {
        new TensorBoardExporter().export(some, Optional.of(folder.resolve("out").toString()), Settings.of(Map.of()));
    }

    private Path file(TrialRecord record) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            return files.filter(f -> f.toString().contains("tfevents") && f.toString().contains(record.id().substring(0, 12))).findAny().orElseThrow();
        }
    }

    private List<Event> events(TrialRecord record) throws Exception {
        return EventDecoder.decode(Files.readAllBytes(file(record)));
    }

    private String outcome(TrialRecord record) throws Exception {
        List<Event> events = events(record);
        assertThat(events.getLast().tag()).isEqualTo("_hparams_/session_end_info");
        return events.get(events.size() - 2).text() + ", " + events.getLast().text();
    }

    @Test
    void everyScalarComesBack() throws Exception {
        export(run);
        List<Event> events = events(done);
        assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
        assertThat(events.get(1).tag()).isEqualTo("trial/text_summary");
        assertThat(events.get(1).plugin()).isEqualTo("text");
        assertThat(events.get(1).text()).contains("| architecture.depth | 4 |", "| seed | 1 |", done.id());
        assertThat(events.get(2).tag()).isEqualTo("_hparams_/session_start_info");
        assertThat(events.get(2).text()).isEqualTo("architecture.depth=4.0 optimiser.note='" + TestRun.NASTY + "' seed=1.0 ");
        List<Event> losses = events.stream().filter(e -> e.tag().equals("loss/epoch")).toList();
        assertThat(losses).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(losses.get(i).step()).isEqualTo(i + 1);
            assertThat(losses.get(i).value()).isEqualTo((float) done.epochLosses().get(i));
            assertThat(losses.get(i).wallTime()).isEqualTo(START + 75.0 * (i + 1) / 300);
        }
        done.measurements().forEachKeyValue((quantity, value) -> assertThat(events).anySatisfy(e -> {
            assertThat(e.tag()).isEqualTo("measurement/" + quantity);
            assertThat(e.value()).isEqualTo(value.floatValue());
        }));
        assertThat(outcome(done)).isEqualTo("DONE, status 1");
        assertThat(events(diverged).stream().map(Event::tag)).doesNotContain("loss/final").filteredOn("loss/epoch"::equals).hasSize(2);
        assertThat(outcome(diverged)).startsWith("DIVERGED: stopped").endsWith("status 2");
        assertThat(file(done).getParent().getFileName().toString()).startsWith("architecture.depth=4,").matches("[A-Za-z0-9._=,+-]+");
    }

    /** What a live mirror writes bit by bit is what one export writes at once, but for wall times of guessed epochs. */
    @Test
    void aMirrorGrowsAtTheEnd() throws Exception {
        TrialRecord running = part(done, 100, TrialState.RUNNING);
        export(run.only(running));
        byte[] first = Files.readAllBytes(file(done));
        assertThat(events(done)).hasSize(103);
        export(run.only(running));
        assertThat(Files.readAllBytes(file(done))).isEqualTo(first);
        export(run);
        assertThat(Files.readAllBytes(file(done))).startsWith(first);
        assertThat(events(done).stream().map(Event::withoutTime)).containsExactlyElementsOf(
                EventDecoder.decode(EventFile.frames(Events.of(done, START))).stream().map(Event::withoutTime).toList());
    }

    private static TrialRecord part(TrialRecord whole, int epochs, TrialState state) {
        return new TrialRecord(whole.id(), whole.cell(), whole.seed(), whole.depth(), state, "", Double.NaN, 7L * epochs, epochs, 0.25 * epochs,
                DoubleLists.immutable.with(java.util.Arrays.copyOf(whole.epochLosses().toArray(), epochs)),
                org.eclipse.collections.api.factory.SortedMaps.immutable.empty());
    }

    /** A write may be cut off at any byte, see EventFileTest; the next export completes the file. */
    @Test
    void aTornFileIsCompleted() throws Exception {
        TrialRecord small = part(done, 2, TrialState.DONE);
        TestRun one = TestRun.of("abc", small);
        export(one);
        Path file = file(small);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            export(one);
            assertThat(Files.readAllBytes(file)).as("cut at %d", length).isEqualTo(whole);
        }
    }

    @Test
    void aDamagedFileAndATrialRunAgainAreWrittenAnew() throws Exception {
        export(run);
        byte[] whole = Files.readAllBytes(file(diverged));
        for (int at = 0; at < whole.length; at += 13) {
            byte[] bad = whole.clone();
            bad[at] ^= 0x10;
            Files.write(file(diverged), bad);
            export(run);
            List<Event> events = events(diverged);
            assertThat(events).as("damaged at %d", at).hasSize(EventDecoder.decode(whole).size());
        }
        TrialRecord again = TestRun.trial(2, TrialState.DONE, 5);
        export(run.only(again));
        assertThat(events(again).stream().filter(e -> e.tag().equals("loss/epoch")).map(Event::value))
                .containsExactlyElementsOf(again.epochLosses().collect(loss -> (float) loss));
        assertThat(outcome(again)).isEqualTo("DONE, status 1");
    }

    @Test
    void aMirrorOfAnotherRunIsRefused() throws Exception {
        export(run);
        byte[] before = Files.readAllBytes(file(done));
        assertThatThrownBy(() -> export(TestRun.of("other", done))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("run abc as tensorboard").hasMessageContaining("run other as tensorboard");
        assertThat(Files.readAllBytes(file(done))).isEqualTo(before);
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("export.json"), "{\"format\": []");
        assertThatThrownBy(() -> new TensorBoardExporter().export(run, Optional.of(foreign.toString()), Settings.of(Map.of())))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("not empty");
    }

    @Test
    void twoWritersDoNotMix() throws Exception {
        export(run);
        try (FileChannel channel = FileChannel.open(folder.resolve("out/mirror.lock"), StandardOpenOption.WRITE); FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> export(run)).isInstanceOf(InvalidInputException.class).hasMessageContaining("another process");
        }
        export(run);
    }
}

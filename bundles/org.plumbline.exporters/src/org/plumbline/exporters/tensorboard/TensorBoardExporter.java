package org.plumbline.exporters.tensorboard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.ExportFolder;
import org.plumbline.engine.spi.ExportSummary;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.RunData;
import org.plumbline.exporters.Names;

/**
 * A folder for each trial with one event file, as TensorBoard reads them: losses, measurements, cell and outcome. A folder that
 * holds the run already gets what is missing, at the ends of its files; a trial that was run again gets a new file.
 */
public final class TensorBoardExporter implements Exporter {

    @Override
    public boolean continues() {
        return true;
    }

    @Override
    public ExportSummary export(RunData run, Optional<String> target, Settings settings) throws IOException {
        Instant start = start(run);
        try (ExportFolder folder = ExportFolder.createOrContinue(run, target, "tensorboard")) {
            if (!folder.continued()) {
                folder.describe();
            }
            Path lock = folder.path().resolve("mirror.lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = tryLock(channel)) {
                if (held == null) {
                    throw new InvalidInputException("cannot export to " + folder.path() + ": another process is writing to it");
                }
                for (TrialRecord record : run.records()) {
                    List<byte[]> events = Events.of(record, start.getEpochSecond() + start.getNano() / 1e9);
                    mirror(folder, Names.readable(record) + "/events.out.tfevents.plumbline", events);
                }
                folder.describe();
            }
            return new ExportSummary(folder.path().toString(), run.records().size(), Lists.immutable.empty());
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Instant start(RunData run) {
        try {
            return Instant.parse(run.header().provenance().getIfAbsentValue("started", ""));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static void mirror(ExportFolder folder, String name, List<byte[]> events) throws IOException {
        Path file = folder.path().resolve(name);
        if (Files.exists(file)) {
            EventFile.Written written = EventFile.written(Files.readAllBytes(file), events);
            if (written.torn()) {
                if (written.frames() < events.size() || written.bytes() < Files.size(file)) {
                    folder.append(name, written.bytes(), EventFile.frames(events.subList(written.frames(), events.size())));
                }
                return;
            }
        }
        folder.write(name, out -> out.write(EventFile.frames(events)));
    }
}

package org.plumbline.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Where each trial of a {@link TrialPack} stands, found by one pass over the file; can follow it as it grows. */
public final class TrialPackIndex {
    private static final BiConsumer<String, String> NOBODY = (id, status) -> {
    };
    private final Path path;
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private long offset;

    /**
     * A trial as it was appended.
     *
     * @param status JSON text
     * @param arrays sorted by name
     */
    public record Trial(String id, String status, SortedMap<String, NpyFormat.Array> arrays) {
    }

    TrialPackIndex(Path path) {
        this(path, 0);
    }

    /** @param offset that of an earlier reading: what stands before it is not known here */
    TrialPackIndex(Path path, long offset) {
        this.path = path;
        this.offset = offset;
    }

    /** @return up to where the file was read */
    long offset() {
        return offset;
    }

    /** Reads what was appended since the last time. */
    public FrameLog.State refresh() throws StoreException {
        return refresh(NOBODY);
    }

    /**
     * The same; gives id and status of each record as it is found, so that an index needs no second pass.
     *
     * @return {@link FrameLog.State#END} or {@link FrameLog.State#TORN} if all is well; what was read stays in any case
     */
    public FrameLog.State refresh(BiConsumer<String, String> records) throws StoreException {
        if (!Files.exists(path)) {
            return FrameLog.State.END;
        }
        FrameLog.Reading reading = FrameLog.read(path, offset, frame -> take(frame, records));
        if (reading.state() == FrameLog.State.SHRUNK) {
            offsets.clear();
            reading = FrameLog.read(path, 0, frame -> take(frame, records));
        }
        offset = reading.offset();
        return reading.state();
    }

    private void take(Frame frame, BiConsumer<String, String> records) {
        if (frame.type() == TrialPack.TRIAL) {
            try {
                ByteBuffer payload = frame.payload().duplicate().order(ByteOrder.LITTLE_ENDIAN);
                String id = text(payload, Short.toUnsignedInt(payload.getShort()));
                if (records != NOBODY) {
                    records.accept(id, text(payload, payload.getInt()));
                }
                offsets.put(id, frame.offset());
            } catch (BufferUnderflowException e) {
                // a good frame of another program: not a trial
            }
        }
    }

    private static String text(ByteBuffer payload, int length) {
        if (length < 0 || length > payload.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** @return the ids of all trials, in the order in which they first appeared */
    public Set<String> ids() {
        return Collections.unmodifiableSet(offsets.keySet());
    }

    /**
     * @return the trial as it was last appended; empty if there is none of that id
     * @throws StoreException if it is damaged
     */
    public Optional<Trial> trial(String id) throws StoreException {
        Long at = offsets.get(id);
        if (at == null) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Frame frame = new FrameScanner(channel).frame(at);
            if (frame == null) {
                throw new StoreException(path + ": trial " + id + " is damaged");
            }
            return Optional.of(decode(frame.payload(), path + ": trial " + id));
        } catch (IOException e) {
            throw StoreException.of("read", path, e);
        }
    }

    private static Trial decode(ByteBuffer payload, String name) throws IOException {
        try {
            ByteBuffer rest = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            String id = text(rest, Short.toUnsignedInt(rest.getShort()));
            String status = text(rest, rest.getInt());
            SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
            for (int i = Short.toUnsignedInt(rest.getShort()); i > 0; i--) {
                String array = text(rest, Short.toUnsignedInt(rest.getShort()));
                int length = rest.getInt();
                if (length < 0 || length > rest.remaining()) {
                    throw new BufferUnderflowException();
                }
                byte[] bytes = new byte[length];
                rest.get(bytes);
                arrays.put(array, NpyFormat.decode(new ByteArrayInputStream(bytes), length, name + ": " + array));
            }
            return new Trial(id, status, arrays);
        } catch (BufferUnderflowException e) {
            throw new StoreException(name + " is not a trial", e);
        }
    }
}

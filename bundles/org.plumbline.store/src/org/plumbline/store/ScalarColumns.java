package org.plumbline.store;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link ScalarLog} holds, a column of steps and one of values for each quantity; can follow the file as it grows. */
public final class ScalarColumns {
    private final Path path;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Column> numbered = new ArrayList<>();
    private long offset;
    private FrameLog.State state = FrameLog.State.END;

    /** The points of one quantity in the order in which they were appended. */
    public static final class Column {
        private long[] steps = new long[16];
        private double[] values = new double[16];
        private int size;

        private void add(long step, double value) {
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            steps[size] = step;
            values[size++] = value;
        }

        private void rewind(long step) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (steps[i] <= step) {
                    steps[kept] = steps[i];
                    values[kept++] = values[i];
                }
            }
            size = kept;
        }

        public int size() {
            return size;
        }

        /** @return a copy */
        public long[] steps() {
            return Arrays.copyOf(steps, size);
        }

        /** @return a copy */
        public double[] values() {
            return Arrays.copyOf(values, size);
        }
    }

    ScalarColumns(Path path) {
        this.path = path;
    }

    /**
     * Reads what was appended since the last time. If the file is another one now, all is read again.
     *
     * @return {@link FrameLog.State#END} or {@link FrameLog.State#TORN} if all is well; what was read stays in any case
     */
    public FrameLog.State refresh() throws StoreException {
        if (!Files.exists(path)) {
            return state;
        }
        FrameLog.Reading reading = FrameLog.read(path, offset, this::take);
        if (offset > 0 && reading.state() == FrameLog.State.SHRUNK) {
            columns.clear();
            numbered.clear();
            reading = FrameLog.read(path, 0, this::take);
        }
        offset = reading.offset();
        state = reading.state();
        return state;
    }

    private void take(Frame frame) {
        switch (frame.type()) {
        case ScalarLog.QUANTITY -> {
            if (ScalarLog.number(frame) == numbered.size()) {
                numbered.add(columns.computeIfAbsent(ScalarLog.name(frame), name -> new Column()));
            }
        }
        case ScalarLog.POINTS -> {
            ByteBuffer points = frame.payload().duplicate().order(frame.payload().order());
            while (points.remaining() >= ScalarLog.POINT_BYTES) {
                int number = points.getInt();
                long step = points.getLong();
                double value = points.getDouble();
                if (number >= 0 && number < numbered.size()) {
                    numbered.get(number).add(step, value);
                }
            }
        }
        case ScalarLog.REWIND -> numbered.forEach(column -> column.rewind(frame.step()));
        default -> {
            // a type of a later version: its frames can be passed over
        }
        }
    }

    /** @return the quantities in the order in which they first appeared */
    public Set<String> names() {
        return columns.keySet();
    }

    /** @return its points; none if there is no such quantity */
    public Column column(String name) {
        Column column = columns.get(name);
        return column == null ? new Column() : column;
    }
}

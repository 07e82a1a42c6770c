package org.plumbline.store;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a trial needs to go on from a step as if it had never stopped.
 *
 * @param step   number of steps done, 0 to 999,999,999,999
 * @param meta   JSON text; kept as it is, not looked into
 * @param arrays name to array; no name begins with "state/". The arrays themselves are not copied.
 * @param states name to bytes that only their owner understands, such as the state of a random stream; written when the checkpoint is
 */
public record Checkpoint(long step, String meta, SortedMap<String, NpyFormat.Array> arrays, SortedMap<String, CheckpointState> states) {
    static final String STATE = "state/";
    private static final long MAX_STEP = 999_999_999_999L;

    public Checkpoint {
        if (step < 0 || step > MAX_STEP) {
            throw new IllegalArgumentException("expected a step of at most 12 digits, got " + step);
        }
        arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
        for (String name : arrays.keySet()) {
            if (name.startsWith(STATE)) {
                throw new IllegalArgumentException("array " + name + ": names that begin with " + STATE + " are those of states");
            }
        }
    }

    /** @return arrays and states as they stand in the NPZ file */
    SortedMap<String, NpyFormat.Array> entries() throws IOException {
        SortedMap<String, NpyFormat.Array> entries = new TreeMap<>(arrays);
        for (Map.Entry<String, CheckpointState> state : states.entrySet()) {
            entries.put(STATE + state.getKey(), NpyFormat.Array.of(state.getValue()));
        }
        return entries;
    }

    static Checkpoint of(long step, String meta, SortedMap<String, NpyFormat.Array> entries) {
        SortedMap<String, NpyFormat.Array> arrays = new TreeMap<>();
        SortedMap<String, CheckpointState> states = new TreeMap<>();
        entries.forEach((name, array) -> {
            if (name.startsWith(STATE)) {
                states.put(name.substring(STATE.length()), CheckpointState.of(array.bytes()));
            } else {
                arrays.put(name, array);
            }
        });
        return new Checkpoint(step, meta, arrays, states);
    }
}

package org.plumbline.index;

import java.nio.file.Path;
import java.util.Map;

/**
 * A run as the index knows it.
 *
 * @param folder   of the run
 * @param name     of its experiment
 * @param title    of its experiment
 * @param identity of the run
 * @param started  when it was begun, ISO 8601; empty if it does not say so
 * @param planned  number of its trials
 * @param states   state to number of trials that have ended so, of those that were asked for
 */
public record IndexedRun(Path folder, String name, String title, String identity, String started, int planned,
        Map<String, Integer> states) {

    /** @return number of trials that were asked for and have ended */
    public int ended() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }
}

package org.plumbline.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which trials are asked for.
 *
 * @param folders run folders, or folders with runs somewhere below them; empty for all that the index knows
 * @param where   what must hold of a trial, all of it
 */
public record TrialQuery(List<Path> folders, List<Condition> where) {
    /** All trials that the index knows. */
    public static final TrialQuery ALL = new TrialQuery(List.of(), List.of());

    public TrialQuery {
        folders = folders.stream().map(RunFinder::absolute).toList();
        where = List.copyOf(where);
    }

    /** @return the condition on runs r in SQL; what its question marks stand for is added to the parameters */
    String runs(List<Object> parameters) {
        List<String> parts = new ArrayList<>();
        for (Path folder : folders) {
            String prefix = RunFinder.below(folder);
            parts.add("r.path = ? OR substr(r.path, 1, ?) = ?");
            parameters.addAll(List.of(folder.toString(), prefix.length(), prefix));
        }
        return parts.isEmpty() ? "1" : "(" + String.join(" OR ", parts) + ")";
    }

    /** @return the conditions on trials t in SQL */
    String trials(List<Object> parameters) {
        List<String> parts = where.stream().map(condition -> condition.sql(parameters)).toList();
        return parts.isEmpty() ? "1" : String.join(" AND ", parts);
    }
}

package org.plumbline.model.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.plumbline.model.experiment.Experiment;

/**
 * A path and the value that is to stand there, as {@code --set optimiser.lr=0.1} gives it.
 *
 * @param path  see {@link SettingPath}
 * @param value the new value as text
 */
public record Assignment(String path, String value) {

    public Assignment {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(value, "value");
    }

    /**
     * The assignment that a text stands for.
     *
     * @param text {@code PATH=VALUE}; the value may contain further equals signs
     * @return the assignment, without blanks around path and value
     * @throws IllegalArgumentException if there is no equals sign or no path before it
     */
    public static Assignment parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || text.substring(0, equals).isBlank()) {
            throw new IllegalArgumentException("expected PATH=VALUE, found '" + text + "'");
        }
        return new Assignment(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }

    /**
     * Carries out assignments, those of contributions first: a new contribution drops the settings of the old one, and
     * the settings given beside it are meant for the new one.
     *
     * @param assignments what to set
     * @param experiment  the experiment. Modified, unless an exception is thrown.
     * @return what was done, in the order in which it was done
     * @throws UnknownPathException     if a path leads to nothing; nothing has been changed then
     * @throws IllegalArgumentException if a value cannot stand at its path; nothing has been changed then
     */
    public static List<SettingChange> applyAll(List<Assignment> assignments, Experiment experiment) {
        List<SettingPath> paths = assignments.stream().map(a -> SettingPath.resolve(experiment, a.path())).toList();
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).check(assignments.get(i).value());
        }
        List<SettingChange> changes = new ArrayList<>();
        for (boolean contributions : new boolean[] {true, false}) {
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).isContribution() == contributions) {
                    changes.add(paths.get(i).set(assignments.get(i).value()));
                }
            }
        }
        return changes;
    }
}

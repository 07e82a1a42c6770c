package org.plumbline.model.edit;

import java.util.List;
import java.util.Objects;

/**
 * What setting a value at a path did.
 *
 * @param path            the path as it was given
 * @param effect          which part of the experiment took the value
 * @param value           the new value as text
 * @param droppedSettings settings of a replaced contribution that are gone, as {@code parameter=value}
 */
public record SettingChange(String path, Effect effect, String value, List<String> droppedSettings) {

    /** The part of the experiment that took a value. */
    public enum Effect {
        /** A component has another contribution. */
        CONTRIBUTION,
        /** A setting was changed or added. */
        SETTING,
        /** The values of an axis were replaced. */
        AXIS_REPLACED,
        /** An axis was added. */
        AXIS_ADDED,
        /** The base seed was changed. */
        BASE_SEED
    }

    public SettingChange {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(value, "value");
        droppedSettings = List.copyOf(droppedSettings);
    }
}

package org.plumbline.engine.contribution;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;

/** The resolved parameters of one contribution: every declared one, with its typed value. Immutable. */
public final class Settings {
    private final ImmutableSortedMap<String, Object> values;

    private Settings(ImmutableSortedMap<String, Object> values) {
        this.values = values;
    }

    /** @param values parameter id to Long, Double, Boolean or String. Not modified. */
    public static Settings of(Map<String, ?> values) {
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            Object value = entry.getValue();
            if (!(value instanceof Long || value instanceof Double || value instanceof Boolean
                    || value instanceof String)) {
                throw new IllegalArgumentException(entry.getKey() + ": unsupported value " + value);
            }
        }
        return new Settings(SortedMaps.immutable.withSortedMap(new TreeMap<String, Object>(values)));
    }

    public int integer(String id) {
        return Math.toIntExact(longInteger(id));
    }

    public long longInteger(String id) {
        return get(id, Long.class);
    }

    public double real(String id) {
        return get(id, Double.class);
    }

    public boolean flag(String id) {
        return get(id, Boolean.class);
    }

    /** @return the value of a CHOICE or TEXT parameter */
    public String text(String id) {
        return get(id, String.class);
    }

    public boolean has(String id) {
        return values.containsKey(id);
    }

    /** @return all values, sorted by parameter id */
    public ImmutableSortedMap<String, Object> values() {
        return values;
    }

    private <T> T get(String id, Class<T> type) {
        Object value = values.get(id);
        if (value == null) {
            throw new IllegalStateException("parameter '" + id + "' is not declared; declared are " + values.keysView().toList());
        }
        if (!type.isInstance(value)) {
            throw new IllegalStateException("parameter '" + id + "' is a " + value.getClass().getSimpleName()
                    + ", asked for as " + type.getSimpleName());
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings s && s.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** @return canonical text, e.g. {@code {delta=shared, depth=8}} */
    @Override
    public String toString() {
        return values.keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString("{", ", ", "}");
    }
}

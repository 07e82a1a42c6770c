package org.plumbline.exporters.mlflow;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of parameters and metrics as MLflow allows them: letters, digits, {@code _ - . /} and spaces, at most 250 characters,
 * and no other name when read as a path. Names that become equal get numbers.
 * <p>Source: mlflow/utils/validation.py.</p>
 */
final class MlflowNames {
    private static final int LONGEST = 240;
    private final Set<String> used = new HashSet<>();

    /** @return the name as MLflow takes it, different from those given before */
    String allowed(String name) {
        String plain = name.replaceAll("[^/\\w.\\- ]", "_").replaceAll("/+", "/").replaceAll("(^|/)\\.+(?=/|$)", "$1_")
                .replaceAll("^/|/$", "_");
        String cut = plain.isEmpty() ? "_" : plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("/$", "_");
        String unique = cut;
        for (int number = 2; !used.add(unique); number++) {
            unique = cut + "_" + number;
        }
        return unique;
    }
}

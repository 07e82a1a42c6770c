package org.plumbline.ui.tests;

import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Finds widgets below a control. */
final class Widgets {
    private Widgets() {
    }

    /** @throws AssertionError if there is none */
    static <T extends Control> T find(Control root, Class<T> type, Predicate<T> which) {
        return search(root, type, which)
                .orElseThrow(() -> new AssertionError("no such " + type.getSimpleName() + " in " + root));
    }

    private static <T extends Control> Optional<T> search(Control root, Class<T> type, Predicate<T> which) {
        if (type.isInstance(root) && which.test(type.cast(root))) {
            return Optional.of(type.cast(root));
        }
        if (root instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                Optional<T> found = search(child, type, which);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}

package org.plumbline.model.io;

import org.eclipse.emf.ecore.EObject;
import org.plumbline.model.experiment.NamedElement;

/** How messages name an element of the model. */
final class Elements {

    private Elements() {
    }

    /** For instance {@code Dataset 'data'}, or {@code Axis} for an element without an id. */
    static String describe(EObject object) {
        if (object == null) {
            return "nothing";
        }
        return object instanceof NamedElement named && named.getId() != null
                ? object.eClass().getName() + " '" + named.getId() + "'"
                : object.eClass().getName();
    }

    /** The id of an element, empty where it has none. */
    static String id(EObject object) {
        return object instanceof NamedElement named && named.getId() != null ? named.getId() : "";
    }
}

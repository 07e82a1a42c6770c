package org.plumbline.store;

import java.nio.file.Path;

/** Another process works in the folder, or has taken it over; the message names it. */
public final class OwnedException extends StoreException {
    private static final long serialVersionUID = 1L;

    OwnedException(String message) {
        super(message);
    }

    static OwnedException of(Path folder, Owner owner) {
        return new OwnedException(folder + " is in use by process " + owner.pid() + " on " + owner.host() + " since "
                + owner.since());
    }
}

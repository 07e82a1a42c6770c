package org.plumbline.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A run folder cannot be read or written; the message is one line that names the path and what is wrong. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @return the exception that says which action on which path failed, and why; the cause itself if it is one already,
     *         a {@link DiskFullException} if there was no space
     */
    static StoreException of(String action, Path path, IOException cause) {
        if (cause instanceof StoreException known) {
            return known;
        }
        if (DiskFullException.isCause(cause)) {
            return DiskFullException.of("cannot " + action + " " + path, path, cause);
        }
        String reason;
        if (cause instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (cause instanceof FileSystemException f && f.getReason() != null) {
            reason = f.getReason();
        } else {
            reason = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
        }
        return new StoreException("cannot " + action + " " + path + ": " + reason, cause);
    }
}

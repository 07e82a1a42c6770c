package org.plumbline.exporters.mlflow;

import java.io.IOException;

/** An MLflow server cannot be reached or refuses a request; the message is one line that names the server. */
final class MlflowException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final boolean transientFailure;

    MlflowException(String message, String code, boolean transientFailure, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.transientFailure = transientFailure;
    }

    /** @return MLflow's error code, e.g. {@code RESOURCE_DOES_NOT_EXIST}; empty if the server named none */
    String code() {
        return code;
    }

    /** @return whether the same request may succeed later */
    boolean isTransient() {
        return transientFailure;
    }
}

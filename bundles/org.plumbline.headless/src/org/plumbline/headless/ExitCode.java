package org.plumbline.headless;

/** What the process tells its caller. */
final class ExitCode {
    /** All trials are done; all input is valid. */
    static final int DONE = 0;
    /** A trial failed or diverged. */
    static final int TRIAL_FAILED = 1;
    /** The input is invalid; nothing was written. */
    static final int INVALID_INPUT = 2;
    /** Something of the environment is missing or failed: a library, space, a permission. */
    static final int ENVIRONMENT = 3;
    /** Stopped by the user (128 + SIGINT). */
    static final int INTERRUPTED = 130;

    private ExitCode() {
    }
}

package org.plumbline.runners.local;

/** What the exit code of a worker says, on Linux and macOS. */
enum ExitCause {
    ENDED("ended", 1),
    HEAP("out of memory: Java's heap was full", 2),
    NATIVE("out of memory: the system gave no more beside Java's heap", 2),
    STOPPED("was told to end", 3),
    KILLED("was killed, by a person or for want of memory", 3),
    CRASHED("crashed in native code", 2),
    HUNG("made no step for too long and was ended", 2),
    FAILED("ended with an error", 2);

    /** Exit code of a worker whose folder cannot be read or written. */
    static final int STORE = 4;
    private static final int SIGNAL = 128;
    private static final int ABORT = SIGNAL + 6;
    private static final int BUS = SIGNAL + 7;
    private static final int KILL = SIGNAL + 9;
    private static final int SEGMENT = SIGNAL + 11;
    private static final int INTERRUPT = SIGNAL + 2;
    private static final int TERMINATE = SIGNAL + 15;
    /** Of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private final String text;
    private final int attempts;

    ExitCause(String text, int attempts) {
        this.text = text;
        this.attempts = attempts;
    }

    /** @param words what the process printed last: Java says there which memory was full */
    static ExitCause of(int exitCode, String words) {
        ExitCause cause = of(exitCode);
        boolean heap = words.contains("OutOfMemoryError: Java heap space") || words.contains("OutOfMemoryError: GC overhead");
        boolean memory = words.contains("insufficient memory for the Java Runtime") || words.contains("java.lang.OutOfMemoryError");
        return cause != STOPPED && cause != KILLED && memory && !heap ? NATIVE : cause;
    }

    static ExitCause of(int exitCode) {
        return switch (exitCode) {
            case 0 -> ENDED;
            case OUT_OF_MEMORY -> HEAP;
            case ABORT, BUS, SEGMENT -> CRASHED;
            case KILL -> KILLED;
            case INTERRUPT, TERMINATE -> STOPPED;
            default -> FAILED;
        };
    }

    /** @return how often a trial is begun whose process ends so each time before it has made a step */
    int attempts() {
        return attempts;
    }

    /** @return whether it comes so slowly that where the trial was last seen says whose fault it is */
    boolean isGradual() {
        return this == HUNG || this == HEAP || this == NATIVE;
    }

    /** @return a sentence for people, e.g. {@code the process was killed, by a person or for want of memory (exit code 137)} */
    String text(int exitCode) {
        return "the process " + text + " (exit code " + exitCode + ")";
    }
}

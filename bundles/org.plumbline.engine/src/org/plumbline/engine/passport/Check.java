package org.plumbline.engine.passport;

import java.util.function.Supplier;

/**
 * One check of the machine.
 *
 * @param item what is checked, as in the verdict
 * @param test does it; what it throws becomes a verdict FAILED
 */
record Check(String item, Supplier<Verdict> test) {

    Verdict run() {
        try {
            return test.get();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            String reason = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
            return new Verdict(item, Outcome.FAILED, reason.isEmpty() ? e.getClass().getSimpleName() : reason);
        }
    }
}

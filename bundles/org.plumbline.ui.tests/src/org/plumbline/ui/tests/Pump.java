package org.plumbline.ui.tests;

import java.util.function.BooleanSupplier;

import org.eclipse.swt.widgets.Display;

/** Lets the workbench live while a test, which has the UI thread, waits. */
final class Pump {
    private static final double NANOS = 1e9;
    private static final int PAUSE = 5;

    private Pump() {
    }

    /** @throws AssertionError if the condition does not hold in time */
    static void until(String what, double seconds, BooleanSupplier condition) {
        long end = System.nanoTime() + (long) (seconds * NANOS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + seconds + " s still not: " + what);
            }
            step();
        }
    }

    /** Handles what is waiting to be handled, for a moment. */
    static void settle(double seconds) {
        long end = System.nanoTime() + (long) (seconds * NANOS);
        while (System.nanoTime() < end) {
            step();
        }
    }

    private static void step() {
        if (!Display.getCurrent().readAndDispatch()) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}

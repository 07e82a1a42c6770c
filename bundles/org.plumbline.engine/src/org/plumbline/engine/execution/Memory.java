package org.plumbline.engine.execution;

import java.util.Locale;

/**
 * Bytes in the two places where arrays lie.
 *
 * @param heap   in the heap of Java
 * @param direct outside of it: native libraries and ND4J
 */
public record Memory(double heap, double direct) {
    public static final Memory NONE = new Memory(0, 0);

    public Memory plus(Memory other) {
        return new Memory(heap + other.heap, direct + other.direct);
    }

    public Memory minus(Memory other) {
        return new Memory(heap - other.heap, direct - other.direct);
    }

    /** @return n times this */
    public Memory times(double n) {
        return new Memory(n * heap, n * direct);
    }

    public double total() {
        return heap + direct;
    }

    /** @return whether both places hold this much */
    public boolean within(Memory limit) {
        return heap <= limit.heap && direct <= limit.direct;
    }

    /** @return a size for people, e.g. {@code 1.4 MB}, in powers of ten */
    public static String text(double bytes) {
        if (Double.isNaN(bytes)) {
            return "not known";
        }
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? Math.round(value) + " B" : String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    @Override
    public String toString() {
        return direct == 0 ? text(heap) : heap == 0 ? text(direct) + " native"
                : text(heap) + " in Java's heap, " + text(direct) + " native";
    }

    /**
     * @param trials how many trials run at the same time, at least 1
     * @return what one of them may use on this machine: its share of four fifths of the heap, and of four fifths of the memory
     *         beside the heap
     */
    public static Memory share(int trials) {
        double heap = Runtime.getRuntime().maxMemory();
        double physical = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean os ? os.getTotalMemorySize() : 2 * heap;
        double usable = 0.8;
        return new Memory(usable * heap / trials, usable * Math.max(physical - heap, physical / 8) / trials);
    }
}

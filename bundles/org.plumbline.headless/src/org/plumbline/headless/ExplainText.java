package org.plumbline.headless;

import java.io.PrintWriter;
import java.util.Locale;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.execution.PlannedPart;

/** The answer of {@code plumbline explain} for people: a line for each cell, and the parts of the largest network. */
final class ExplainText {

    private ExplainText() {
    }

    static void write(String name, ImmutableList<ExplainedCell> cells, PrintWriter out) {
        out.println(name + ": " + cells.size() + (cells.size() == 1 ? " cell, " : " cells, ") + cells.sumOfInt(ExplainedCell::seeds)
                + " trials; memory of one trial: at most " + cells.getFirst().trial().memory());
        if (cells.size() > 1) {
            out.println();
            int width = Math.max(4, cells.collectInt(cell -> cell.label().length()).max());
            out.printf(Locale.ROOT, "%-" + width + "s  %12s  %12s  %12s  %12s  %s%n", "cell", "parameters", "flops a step",
                    "bytes a step", "memory", "path");
            cells.forEach(cell -> out.printf(Locale.ROOT, "%-" + width + "s  %,12d  %12s  %12s  %12s  %s%n", cell.label(),
                    cell.trial().parameterCount(), count(cell.stepFlops()), Memory.text(cell.stepBytes()),
                    Memory.text(cell.memory().total()),
                    cell.execution().parts().collect(PlannedPart::path).distinct().makeString(" + ")));
        }
        out.println();
        details(cells.getLast(), out);
    }

    private static void details(ExplainedCell cell, PrintWriter out) {
        int batch = cell.resources().batch();
        out.printf(Locale.ROOT, "%s: %,d parameters, input %s, output %s, batch %d, %s precision, backend %s%n", cell.label(),
                cell.trial().parameterCount(), cell.resources().network().input(), cell.resources().network().output(), batch,
                cell.trial().precision().id(), cell.execution().backend());
        if (cell.execution().slices() > 1) {
            out.println("  the batch is cut into " + cell.execution().slices() + " slices of at most " + cell.execution().sliceSize()
                    + " examples, which processors without a trial of their own help with; parts are those of one slice");
        }
        int number = 0;
        for (PlannedPart part : cell.execution().parts()) {
            out.printf(Locale.ROOT, "  part %d: %s, %s -> %s%n", ++number, part.layers().isEmpty() ? "nothing" : part.layers(),
                    part.input(), part.output());
            out.println("    path    " + part.path());
            out.printf(Locale.ROOT, "    flops   %s forward, %s a step (a backward pass counts two forward ones)%n",
                    count(part.cost().flops() * batch), count(part.stepFlops(batch)));
            out.printf(Locale.ROOT, "    bytes   at least %s to and from memory a step%n", Memory.text(cell.stepBytes(part)));
            out.println("    memory  " + part.states() + " for states");
        }
        out.println("  memory of a trial: " + cell.memory() + " (parameters and gradient " + cell.resources().parameters()
                + ", optimiser " + cell.resources().optimiser() + ", data " + cell.resources().data() + ", states "
                + cell.execution().states() + ")");
    }

    /** @return a number for people, e.g. {@code 19.2 M}, in powers of ten */
    private static String count(double number) {
        if (Double.isNaN(number)) {
            return "not known";
        }
        String[] units = {"", " k", " M", " G", " T", " P"};
        double value = number;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f%s" : "%.3g%s", value, units[unit]);
    }
}

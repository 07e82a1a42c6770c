package org.plumbline.runners.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.preflight.EstimateRequest;

/**
 * Finds out what a run would take, for a process that is not to train: reads the experiment from the input and writes the answer to
 * the output. Also tells when a worker could begin; started by {@link WorkerMain}.
 */
public final class EstimateProgram {
    /** Instead of a folder: nothing is asked but whether a worker could begin. */
    static final String NOTHING = "-";
    /** What is said when it could. */
    static final String READY = "ready";

    private EstimateProgram() {
    }

    /** @param arguments run folder, number of workers */
    public static void main(String[] arguments) throws Exception {
        // Libraries print to the output stream; whoever asks expects the answer alone.
        PrintStream out = System.out;
        System.setOut(System.err);
        ContributionRegistry registry = ClassPathRegistry.read(EstimateProgram.class.getClassLoader());
        if (arguments[0].equals(NOTHING)) {
            Class.forName(Worker.class.getName(), true, EstimateProgram.class.getClassLoader());
            out.println(READY);
            out.flush();
            Runtime.getRuntime().halt(0);
        }
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try {
            out.write(new EstimateRequest(text, Path.of(arguments[0]), Integer.parseInt(arguments[1])).answer(registry)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            Runtime.getRuntime().halt(0);
        } catch (InvalidInputException | IOException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }
}

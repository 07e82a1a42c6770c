package org.plumbline.runners.local;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

import com.google.gson.JsonObject;

/** A worker that ends as the seed of its trial says: done with seed 0, otherwise with the seed as exit code, or never. */
public final class FakeWorker {
    /** Seed of a trial that makes no step and does not end. */
    static final long HANGS = 1000;

    private FakeWorker() {
    }

    /** @param arguments a message to print before the end, if there is one */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            System.err.println(arguments[0]);
            Runtime.getRuntime().halt(1);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (Message.parse(line) instanceof Message.Execute execute) {
                JsonObject plan = execute.plan();
                String id = plan.get("id").getAsString();
                System.out.println(new Message.Started(id).line());
                System.out.println(new Message.Beat(1, "Some.loop(Some.java:7)").line());
                long seed = plan.get("seed").getAsLong();
                if (seed == HANGS) {
                    Thread.sleep(Long.MAX_VALUE);
                } else if (seed != 0) {
                    Runtime.getRuntime().halt((int) seed);
                }
                System.out.println(new Message.Ended(new TrialRecord(id, SortedMaps.immutable.empty(), seed, 1, TrialState.DONE, "", 0.5,
                        1, 1, 0.001, DoubleLists.immutable.empty(), SortedMaps.immutable.empty())).line());
            }
        }
        Runtime.getRuntime().halt(0);
    }
}

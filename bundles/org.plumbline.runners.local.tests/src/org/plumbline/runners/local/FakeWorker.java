package org.plumbline.runners.local;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;

import com.google.gson.JsonObject;

/** A worker that ends as the seed of its trial says: done with seed 0, otherwise with the seed as exit code, by a real fault, or never. */
public final class FakeWorker {
    /** Seed of a trial that makes no step and does not end. */
    static final long HANGS = 1000;

    /** Of one that takes memory until there is none. */
    static final long LEAKS = 1001;
    /** Of one that writes where it may not. */
    static final long CRASHES = 1002;
    /** Of one that takes memory beside Java's heap until there is none. */
    static final long LEAKS_NATIVE = 1003;
    /** Of one that computes and comes to no end. */
    static final long LOOPS = 1004;

    /** Of the first of those that leave something behind each, which no later one of the process needs. */
    static final long GROWS = 2000;
    private static final int LEFT = 12 << 20;
    private static final List<byte[]> KEPT = new ArrayList<>();

    /** Who leaks. */
    static final String LEAKY = "analysis 'leaky' of bundle some.plugin: ";

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
                long seed = plan.get("seed").getAsLong();
                System.out.println(new Message.Beat(1, (seed == LEAKS || seed == LEAKS_NATIVE || seed >= GROWS ? LEAKY : "") + "Some.loop(Some.java:7)").line());
                if (seed == HANGS) {
                    Thread.sleep(Long.MAX_VALUE);
                } else if (seed >= GROWS) {
                    KEPT.add(new byte[LEFT]);
                } else if (seed > HANGS) {
                    fault(seed);
                } else if (seed != 0) {
                    Runtime.getRuntime().halt((int) seed);
                }
                System.out.println(new Message.Ended(new TrialRecord(id, SortedMaps.immutable.empty(), seed, 1, TrialState.DONE, "", 0.5,
                        1, 1, 0.001, DoubleLists.immutable.empty(), SortedMaps.immutable.empty())).line());
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void fault(long seed) throws Exception {
        if (seed == LEAKS) {
            List<long[]> all = new ArrayList<>();
            while (all.size() >= 0) {
                all.add(new long[100_000]);
            }
        } else if (seed == LEAKS_NATIVE) {
            while (true) {
                Thread thread = new Thread(() -> LockSupport.parkUntil(Long.MAX_VALUE));
                thread.setDaemon(true);
                thread.start();
            }
        } else if (seed == CRASHES) {
            // By name, since bundles do not see it.
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("putByte", long.class, byte.class).invoke(field.get(null), 0L, (byte) 1);
        } else {
            double x = 1;
            while (x > 0) {
                x = Math.sqrt(1 + x);
            }
        }
    }
}

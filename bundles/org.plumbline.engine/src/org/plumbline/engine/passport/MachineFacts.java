package org.plumbline.engine.passport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.plumbline.nd4j.NativeLibraries;
import org.plumbline.numerics.linalg.VectorUnit;

/** What numbers and verdicts depend on, as far as it can be told at once, without loading anything native. */
final class MachineFacts {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private MachineFacts() {
    }

    /** @return name to value; equal on each start of the same software on the same machine */
    static SortedMap<String, String> collect() {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("vector bits", Integer.toString(VectorUnit.bits()));
        NativeLibraries.versions().forEach((name, version) -> facts.put("library " + name, version));
        String core = System.getenv(NativeLibraries.CORE_VARIABLE);
        facts.put("kernels of OpenBLAS", core == null || core.isEmpty() ? "chosen for the processor" : core);
        facts.putAll(processor(PROCESSORS, System.getenv()));
        return facts;
    }

    /** From Linux's description of the first processor; elsewhere from the environment, if it says anything. */
    static Map<String, String> processor(Path description, Map<String, String> environment) {
        Map<String, String> facts = new TreeMap<>();
        try {
            for (String line : (Iterable<String>) Files.lines(description)::iterator) {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    break;
                }
                String key = line.substring(0, colon).strip();
                String value = line.substring(colon + 1).strip();
                switch (key) {
                    case "vendor_id", "cpu family", "model", "model name", "CPU implementer", "CPU part" ->
                        facts.put("processor " + key, value);
                    case "flags", "Features" -> facts.put("processor flags", arithmetic(value));
                    default -> { }
                }
            }
        } catch (IOException absent) {
            facts.put("processor model name", environment.getOrDefault("PROCESSOR_IDENTIFIER", "unknown"));
        }
        return facts;
    }

    /** Of the flags, those that decide which arithmetic is chosen, sorted. */
    private static String arithmetic(String flags) {
        TreeSet<String> kept = new TreeSet<>(Arrays.asList(flags.split(" ")));
        kept.removeIf(flag -> !flag.matches("avx.*|fma.*|sse.*|ssse3|bmi.|amx.*|f16c|asimd.*|sve.*|fphp|bf16|i8mm"));
        return String.join(" ", kept);
    }
}

package org.plumbline.engine.passport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.plumbline.nd4j.NativeLibraries;
import org.plumbline.nd4j.NativeLibrary;

/** What there is: native libraries, threads, memory, clock. */
final class MachineChecks {
    private static final long MIB = 1 << 20;
    /** A clock coarser than this cannot time a layer. */
    private static final long COARSEST_NANOSECONDS = 100_000;
    /** Where Linux says how much memory the processes of this container may take: cgroup version 2, then 1. */
    private static final List<String> CGROUP_LIMITS =
            List.of("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes");

    private MachineChecks() {
    }

    static List<Check> all() {
        return List.of(new Check("native libraries", MachineChecks::libraries), new Check("threads", MachineChecks::threads),
                new Check("memory limits", MachineChecks::memory), new Check("clock", MachineChecks::clock));
    }

    private static Verdict libraries() {
        List<String> texts = new ArrayList<>();
        for (NativeLibrary library : NativeLibraries.load()) {
            texts.add(library.name() + " " + library.version() + (library.detail().isEmpty() ? "" : ", " + library.detail())
                    + (library.folder().isEmpty() ? "" : " (" + library.folder() + ")"));
        }
        return Verdict.of("native libraries", true, String.join("; ", texts));
    }

    /** The libraries' own threads make results depend on their number, and wait for each other on a busy machine. */
    private static Verdict threads() {
        int openMp = NativeLibraries.openMpThreads();
        int blas = NativeLibraries.blasThreads();
        return Verdict.of("threads", openMp == 1 && blas == 1,
                "OpenMP %d, OpenBLAS %d; both must be 1: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 when the program starts"
                        .formatted(openMp, blas));
    }

    private static Verdict memory() {
        StringBuilder text = new StringBuilder("heap at most %d MiB".formatted(Runtime.getRuntime().maxMemory() / MIB));
        text.append(", machine %d MiB, free %d MiB".formatted(NativeLibraries.machineBytes() / MIB, NativeLibraries.freeBytes() / MIB));
        for (String file : CGROUP_LIMITS) {
            String limit = FirstLine.of(Path.of(file));
            if (!limit.isEmpty()) {
                text.append(limit.matches("\\d{1,18}") && Long.parseLong(limit) < Long.MAX_VALUE / 2
                        ? ", container %d MiB".formatted(Long.parseLong(limit) / MIB) : ", container without a limit");
                break;
            }
        }
        return Verdict.of("memory limits", true, text.toString());
    }

    private static Verdict clock() {
        long least = Long.MAX_VALUE;
        long last = System.nanoTime();
        boolean forward = true;
        for (int i = 0; i < 100_000; i++) {
            long now = System.nanoTime();
            forward &= now >= last;
            if (now > last) {
                least = Math.min(least, now - last);
            }
            last = now;
        }
        return Verdict.of("clock", forward && least <= COARSEST_NANOSECONDS, String.format(Locale.ROOT,
                "smallest step %d ns, at most %d wanted; %s", least, COARSEST_NANOSECONDS, forward ? "never back" : "it went BACK"));
    }
}

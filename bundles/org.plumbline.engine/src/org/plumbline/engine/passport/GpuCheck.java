package org.plumbline.engine.passport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether there is a GPU of NVIDIA, and why it is not used. */
final class GpuCheck {
    private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
    private static final List<String> QUERY =
            List.of("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader");
    private static final long SECONDS = 10;
    /** Of nd4j-cuda-11.6: it holds machine code for compute capability 3.7 to 8.6, and no PTX to translate for others. */
    private static final double NEWEST = 8.6;
    /** Later devices of the same major version run the code of an earlier one. */
    private static final double AFTER_NEWEST = 9;

    private GpuCheck() {
    }

    static List<Check> all() {
        return List.of(new Check("GPU", () -> new Verdict("GPU", Outcome.OK, describe(devices(), Files.exists(DRIVER)))));
    }

    /**
     * What is said of the devices.
     *
     * @param devices lines "name, compute capability"
     * @param driver  whether there is a driver
     */
    static String describe(List<String> devices, boolean driver) {
        if (devices.isEmpty()) {
            return driver ? "not used: there is a driver of NVIDIA, but nvidia-smi does not name a device" : "none found";
        }
        StringBuilder text = new StringBuilder();
        for (String device : devices) {
            int comma = device.lastIndexOf(',');
            String capability = comma < 0 ? "" : device.substring(comma + 1).strip();
            String name = comma < 0 ? device.strip() : device.substring(0, comma).strip();
            text.append(text.isEmpty() ? "" : "; ").append(name);
            if (!capability.matches("\\d+\\.\\d+")) {
                text.append(", not used: compute capability unknown");
                continue;
            }
            text.append(", compute capability ").append(capability).append(", not used: ");
            text.append(Double.parseDouble(capability) < AFTER_NEWEST
                    ? "the kernels here are for the processor"
                    : "nd4j-cuda-11.6 holds machine code up to " + NEWEST + " and no PTX, so it cannot run there");
        }
        return text.toString();
    }

    private static List<String> devices() {
        try {
            Process process = new ProcessBuilder(QUERY).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? out.lines().filter(line -> !line.isBlank()).toList() : List.of();
        } catch (IOException absent) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}

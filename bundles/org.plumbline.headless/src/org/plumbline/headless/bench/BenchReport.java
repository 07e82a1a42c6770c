package org.plumbline.headless.bench;

import java.io.PrintWriter;

import org.plumbline.nd4j.NativeLibraries;

/** Where results go, each as soon as it is there. */
public abstract sealed class BenchReport permits BenchText, BenchJson {
    private final PrintWriter out;

    BenchReport(PrintWriter out) {
        this.out = out;
    }

    /** The table for people. */
    public static BenchReport text(PrintWriter out) {
        return new BenchText(out);
    }

    /** One JSON document for programs. */
    public static BenchReport json(PrintWriter out) {
        return new BenchJson(out);
    }

    final PrintWriter out() {
        return out;
    }

    static String machine() {
        return "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors" + kernels();
    }

    /** Which kernels OpenBLAS takes decides on both sides of a row. */
    private static String kernels() {
        String forced = System.getenv(NativeLibraries.CORE_VARIABLE);
        return forced == null || forced.isEmpty() ? "" : ", " + NativeLibraries.CORE_VARIABLE + "=" + forced;
    }

    abstract void start(PeerIdentity peer, MachinePeak peak, int repeats);

    abstract void add(CaseResult result);

    abstract void end();
}

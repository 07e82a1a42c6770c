package org.plumbline.numerics.kernels;

/** The one place that knows that the kernels need Java's incubating Vector API. */
public final class VectorModule {

    private VectorModule() {
    }

    /**
     * Checks that the Vector API is there, before a class that uses it is touched.
     *
     * @throws IllegalStateException if it is not; the message says which option of Java is missing
     */
    public static void require() {
        try {
            Class.forName("jdk.incubator.vector.FloatVector");
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException("the fused kernels need Java's module jdk.incubator.vector: "
                    + "start Java with --add-modules jdk.incubator.vector");
        }
    }
}

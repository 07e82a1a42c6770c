import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Derives the kernels in double precision, and their tests, from those in single precision by replacing words.
 * <p>Usage: {@code java releng/kernelgen/GenerateDouble.java ROOT [--check]}. Writes the package float64 of the bundle
 * numerics and of its tests; with --check writes nothing, and ends with code 1 and one line for each file that differs from
 * what it would write. A phrase in {@link #PHRASES} that is no longer in its source is an error: the source was edited, and
 * the double version must be thought about again.</p>
 */
public final class GenerateDouble {

    private static final String FROM = "org/plumbline/numerics/kernels/";
    private static final String TO = FROM + "float64/";
    private static final String NOTE = "// Generated from %s by releng/kernelgen: edit that, and run it again.%n";

    /** Classes of a precision; VectorTanh has its own polynomial in double and is written by hand. */
    private static final List<String> SOURCES = List.of("AdamUpdate", "BackwardPass", "BackwardSteps", "BatchSums", "CacheAhead",
            "ForwardPass", "ForwardSteps", "LaneProducts", "Lanes", "LayerSteps", "LineBackwardSteps",
            "LineForwardSteps", "LineOuterProducts", "LineProducts", "LineSums", "LineTangentSteps",
            "MomentumUpdate", "OuterProducts", "PackedMemory", "PackedResidualKernel", "PackedSteps",
            "ResidualDenseKernel", "RootMeanSquareUpdate", "RowProducts", "StackMemory",
            "StateSteps", "StateStorage", "TangentPass", "TangentSteps", "Turn", "UpdateArguments", "VectorModule");
    private static final List<String> TESTS = List.of("AdamUpdateTest", "KernelAllocationTest", "MomentumUpdateTest",
            "PackedResidualKernelTest", "ResidualDenseKernelTest", "ResidualDenseLayoutsTest",
            "RootMeanSquareUpdateTest", "StackCase", "StateStorageTest");

    /** Classes of no precision, imported from the package above. */
    private static final List<String> SHARED = List.of("Activation", "LayerScale", "ParameterSlices", "ResidualDenseShape",
            "WeightDecay");

    /** Public classes and tests get a name of their own, so that a caller can use both. */
    private static final Pattern RENAMED = Pattern.compile("\\b(ResidualDenseKernel|PackedResidualKernel|StateStorage|AdamUpdate"
            + "|MomentumUpdate|RootMeanSquareUpdate|KernelAllocationTest|ResidualDenseKernelTest|ResidualDenseLayoutsTest"
            + "|PackedResidualKernelTest"
            + "|StateStorageTest|AdamUpdateTest|MomentumUpdateTest|RootMeanSquareUpdateTest)\\b");

    private static final Map<String, List<String[]>> PHRASES = Map.ofEntries(
            phrases("CacheAhead", "int bits", "long bits", "int seen", "long seen"),
            phrases("PackedResidualKernel", "a width of 10 fills 10 of 16 lanes there", "a width of 10 fills 10 of 2 times 8 lanes there",
                    "4.1 MB for d = 10, n = 32, L = 100, 16 nets", "4.1 MB for d = 10, n = 32, L = 100, 8 nets",
                    "of this machine, 4 to 16", "of this machine, 2 to 8"),
            phrases("ResidualDenseKernel", "in single precision", "in double precision",
                    "2.6 MB or 0.2 MB for", "2.7 MB or 0.4 MB for"),
            phrases("AdamUpdate", "The corrections are computed in double, the rest in float, each operation rounded once",
                    "All is computed in double, each operation rounded once"),
            phrases("RootMeanSquareUpdate", "The scalars are\n * computed in double, the rest in float, each operation rounded once",
                    "All is\n * computed in double, each operation rounded once"),
            phrases("AdamUpdateTest", "in double, entry", "entry", "within(1e-5));", "within(1e-12));"),
            phrases("MomentumUpdateTest", "within(1e-4)", "within(1e-12)"),
            phrases("RootMeanSquareUpdateTest", "float32 state, errors 1e-7 a step of random sign", "errors 1e-16 a step of random sign",
                    "within(2e-5)", "within(1e-12)"),
            phrases("ResidualDenseKernelTest", "Against the double reference", "Against the reference in twice double precision",
                    "of 2^-24", "of 2^-53", "0x1p-24", "0x1p-53",
                    "putFloat", "putDouble", "allocate(4 *", "allocate(8 *", "940955329L", "96694957L", "520734593L", "1854375836L"),
            phrases("StackCase", "in float and the same numbers in double", "in double"),
            phrases("StateStorageTest", "32 x 10 floats are 12.8 MB", "32 x 10 doubles are 25.6 MB",
                    "isBetween(12_800_000L, 13_400_000L)", "isBetween(25_600_000L, 27_200_000L)", "4L * 32", "8L * 32", "71) * 1280L + 4 *",
                    "71) * 2560L + 8 *", "+ 4L * (2", "+ 8L * (2"));

    private GenerateDouble() {
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2 || args.length == 2 && !args[1].equals("--check")) {
            System.err.println("Usage: GenerateDouble ROOT [--check]");
            System.exit(2);
        }
        Path bundles = Path.of(args[0], "bundles");
        List<String> wrong = new ArrayList<>();
        for (String name : SOURCES) {
            generate(bundles.resolve("org.plumbline.numerics/src"), name, args.length == 2, wrong);
        }
        for (String name : TESTS) {
            generate(bundles.resolve("org.plumbline.numerics.tests/src"), name, args.length == 2, wrong);
        }
        wrong.forEach(System.err::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static void generate(Path folder, String name, boolean check, List<String> wrong) throws IOException {
        Path source = folder.resolve(FROM + name + ".java");
        Path target = folder.resolve(TO + RENAMED.matcher(name).replaceAll("Double$1") + ".java");
        String text = converted(name, Files.readString(source), wrong);
        if (!check) {
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
        } else if (!Files.isRegularFile(target) || !Files.readString(target).equals(text)) {
            wrong.add(target.getFileName() + " is not what releng/kernelgen makes of " + source.getFileName());
        }
    }

    private static String converted(String name, String source, List<String> wrong) {
        String text = source;
        for (String[] phrase : PHRASES.getOrDefault(name, List.of())) {
            if (!text.contains(phrase[0])) {
                wrong.add(name + " no longer says: " + phrase[0]);
            }
            text = text.replace(phrase[0], phrase[1]);
        }
        text = text.replace("Float.floatToRawIntBits", "Double.doubleToRawLongBits")
                .replace("FloatVector", "DoubleVector")
                .replace("kernels.StackCase", "kernels.float64.StackCase")
                .replace("(float) ", "")
                .replaceAll("\\bfloat\\b", "double").replaceAll("\\bfloats\\b", "doubles").replaceAll("\\bFloat\\b", "Double")
                // 1f / depth must not become a division of integers.
                .replaceAll("(?<![\\w.-])(\\d+)f\\b", "$1.0")
                .replaceAll("\\b(\\d+\\.\\d+|\\d+(?:\\.\\d+)?e-?\\d+)f\\b", "$1");
        text = RENAMED.matcher(text).replaceAll("Double$1");
        return withImports(text).replaceFirst("package org\\.plumbline\\.numerics\\.kernels;",
                String.format(NOTE, name + ".java").strip() + "\npackage org.plumbline.numerics.kernels.float64;");
    }

    private static String withImports(String text) {
        StringBuilder imports = new StringBuilder();
        for (String shared : SHARED) {
            if (Pattern.compile("\\b" + shared + "\\b").matcher(text).find()) {
                imports.append("import org.plumbline.numerics.kernels.").append(shared).append(";\n");
            }
        }
        if (imports.isEmpty()) {
            return text;
        }
        int last = text.lastIndexOf("\nimport ");
        int at = text.indexOf('\n', last < 0 ? 0 : last + 1) + 1;
        boolean ours = last >= 0 && text.startsWith("\nimport org.", last);
        return text.substring(0, at) + (ours ? "" : "\n") + imports + text.substring(at);
    }

    private static Map.Entry<String, List<String[]>> phrases(String name, String... pairs) {
        List<String[]> phrases = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            phrases.add(new String[] {pairs[i], pairs[i + 1]});
        }
        return Map.entry(name, phrases);
    }
}

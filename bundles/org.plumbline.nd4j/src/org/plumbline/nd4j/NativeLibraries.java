package org.plumbline.nd4j;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What native code there is, and what it chose to do on this processor. */
public final class NativeLibraries {

	/** The variable with which a user makes OpenBLAS take the kernels of another processor. */
	public static final String CORE_VARIABLE = "OPENBLAS_CORETYPE";

	private static final String BLAS = "OpenBLAS";
	private static final String DNNL = "oneDNN";
	private static final String ND4J = "ND4J";

	// OpenBLAS tells the kernels it took in a variable, gotoblas; these are the tables that it can point to.
	private static final List<String> CORES = List.of("SAPPHIRERAPIDS", "COOPERLAKE", "SKYLAKEX", "ZEN", "HASWELL", "EXCAVATOR",
			"STEAMROLLER", "PILEDRIVER", "BULLDOZER", "SANDYBRIDGE", "BARCELONA", "NEHALEM", "CORE2", "PRESCOTT", "ARMV8", "ARMV8SVE",
			"NEOVERSEN1", "NEOVERSEV1", "NEOVERSEN2", "CORTEXA53", "CORTEXA57", "CORTEXA72", "CORTEXA73", "THUNDERX2T99", "VORTEX");

	private NativeLibraries() {
	}

	/** The versions of the libraries by name, as the Java classes that came with them have it: nothing is loaded for it. */
	public static SortedMap<String, String> versions() {
		SortedMap<String, String> versions = new TreeMap<>();
		// Constants, which the compiler copies: the classes stay untouched.
		versions.put(BLAS, openblas.OPENBLAS_VERSION.replace("OpenBLAS", "").strip());
		versions.put(DNNL, dnnl.DNNL_VERSION_MAJOR + "." + dnnl.DNNL_VERSION_MINOR + "." + dnnl.DNNL_VERSION_PATCH);
		versions.put(ND4J, mavenVersion("org.nd4j/nd4j-api"));
		return versions;
	}

	/**
	 * Loads the libraries and asks them.
	 *
	 * @return OpenBLAS, oneDNN and ND4J's own, in this order
	 * @throws BackendException if one is missing for this platform or cannot be linked
	 */
	public static List<NativeLibrary> load() {
		SortedMap<String, String> versions = versions();
		Backend.initialise();
		Natives.load(openblas.class);
		Natives.load(dnnl.class);
		return List.of(new NativeLibrary(BLAS, versions.get(BLAS), core(), folder(openblas.class)),
				new NativeLibrary(DNNL, versions.get(DNNL), instructionSet(), folder(dnnl.class)),
				new NativeLibrary(ND4J, versions.get(ND4J), engine(), ""));
	}

	/** The processor whose kernels OpenBLAS runs, and whether the environment made it so; OpenBLAS must be loaded. */
	private static String core() {
		String forced = System.getenv(CORE_VARIABLE);
		return "kernels " + coreName() + (forced == null || forced.isEmpty() ? "" : ", set by " + CORE_VARIABLE);
	}

	private static String coreName() {
		Pointer table = Loader.addressof("gotoblas");
		if (table == null) {
			return "unknown";
		}
		long chosen = new LongPointer(table).get(0);
		for (String core : CORES) {
			Pointer candidate = Loader.addressof("gotoblas_" + core);
			if (candidate != null && candidate.address() == chosen) {
				return core.toLowerCase(Locale.ROOT);
			}
		}
		return "unknown";
	}

	private static String instructionSet() {
		int isa = dnnl.dnnl_get_effective_cpu_isa();
		String prefix = "dnnl_cpu_isa_";
		for (var field : dnnl.class.getFields()) {
			try {
				if (field.getName().startsWith(prefix) && field.getType() == int.class && field.getInt(null) == isa) {
					return "instructions " + field.getName().substring(prefix.length());
				}
			} catch (IllegalAccessException hidden) {
				return "instructions unknown";
			}
		}
		return "instructions unknown (" + isa + ")";
	}

	private static String engine() {
		boolean best = NativeOpsHolder.getInstance().getDeviceNativeOps().isOptimalRequirementsMet();
		return best ? "built for this processor" : "built for an older processor";
	}

	/** The number of threads that ND4J's OpenMP would use. */
	public static int openMpThreads() {
		Backend.initialise();
		return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
	}

	/** The number of threads that OpenBLAS would use. */
	public static int blasThreads() {
		Natives.load(openblas.class);
		return openblas.blas_get_num_threads();
	}

	/** The memory of this process that is in the machine's memory now, in bytes; 0 where the system does not tell. */
	public static long residentBytes() {
		Natives.load(openblas.class);
		return Pointer.physicalBytes();
	}

	/** The memory of the machine, in bytes. */
	public static long machineBytes() {
		Natives.load(openblas.class);
		return Pointer.totalPhysicalBytes();
	}

	/** The memory of the machine that nothing uses now, in bytes. */
	public static long freeBytes() {
		Natives.load(openblas.class);
		return Pointer.availablePhysicalBytes();
	}

	private static String folder(Class<?> preset) {
		String file = Loader.load(preset);
		return file == null ? "" : String.valueOf(new File(file).getParent());
	}

	static String mavenVersion(String artifact) {
		Properties pom = new Properties();
		try (InputStream in = NativeLibraries.class.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
			if (in != null) {
				pom.load(in);
			}
		} catch (IOException unreadable) {
			return "unknown";
		}
		return pom.getProperty("version", "unknown");
	}
}

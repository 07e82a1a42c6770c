package org.plumbline.runners.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.RegistryFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ExtensionReader;

/**
 * The class path of a worker: this bundle, all that contribute what a trial needs, and whatever these are wired to. Outside of an OSGi
 * framework it is what this process was told itself.
 */
final class WorkerClassPath {
    /** The kinds of which a trial can have need. */
    private static final Set<ContributionKind> TRAINED = EnumSet.of(ContributionKind.DATASET, ContributionKind.ARCHITECTURE,
            ContributionKind.LAYER, ContributionKind.INITIALISER, ContributionKind.OPTIMISER, ContributionKind.LOSS,
            ContributionKind.TRAINING, ContributionKind.ANALYSIS);

    /** Where the classes of a bundle are that is not packed but lies in its project. */
    private static final List<String> BUILT = List.of("target/classes", "target/test-classes", "bin");

    private WorkerClassPath() {
    }

    static String text() {
        Bundle here = FrameworkUtil.getBundle(WorkerClassPath.class);
        if (here == null) {
            String told = System.getenv(WorkerMain.CLASSES);
            return told == null ? System.getProperty("java.class.path") : told;
        }
        try {
            List<String> entries = new ArrayList<>();
            for (Bundle bundle : wired(here)) {
                addEntries(bundle, entries);
            }
            entries.add(Path.of(Bundle.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
            return String.join(File.pathSeparator, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Bundle> wired(Bundle here) {
        // The registry is what found the contributions, so it runs; this bundle may not have been started.
        Bundle[] all = FrameworkUtil.getBundle(RegistryFactory.class).getBundleContext().getBundles();
        Deque<Bundle> open = new ArrayDeque<>(List.of(here));
        for (ContributionKind kind : TRAINED) {
            for (var element : RegistryFactory.getRegistry().getConfigurationElementsFor(ExtensionReader.NAMESPACE, kind.id())) {
                String name = element.getContributor().getName();
                List.of(all).stream()
                        .filter(bundle -> name.equals(bundle.getSymbolicName())).forEach(open::add);
            }
        }
        Set<Bundle> found = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Bundle bundle = open.remove();
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            // The framework itself is added as the jar that its classes come from.
            if (wiring == null || bundle.getBundleId() == 0 || !found.add(bundle)) {
                continue;
            }
            for (BundleWire wire : wiring.getRequiredWires(null)) {
                open.add(wire.getProvider().getBundle());
            }
            for (BundleWire wire : wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE)) {
                open.add(wire.getRequirer().getBundle());
            }
        }
        return found;
    }

    /** @return the class path of the JVM itself, with the classes that load all others: this bundle alone, where it is a file of its own */
    static String starter() {
        try {
            return FrameworkUtil.getBundle(WorkerClassPath.class) == null ? System.getProperty("java.class.path")
                    : Path.of(WorkerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addEntries(Bundle bundle, List<String> entries) throws IOException {
        File place = FileLocator.getBundleFileLocation(bundle)
                .orElseThrow(() -> new IOException("bundle " + bundle.getSymbolicName() + " is not in a file"));
        String declared = bundle.getHeaders("").get("Bundle-ClassPath");
        for (String entry : (declared == null ? "." : declared).split("\\s*,\\s*")) {
            if (entry.equals(".")) {
                entries.add(place.toString());
                BUILT.stream().map(folder -> new File(place, folder)).filter(File::isDirectory).map(File::toString).forEach(entries::add);
            } else {
                URL nested = bundle.getEntry(entry);
                if (nested != null) {
                    entries.add(new File(FileLocator.toFileURL(nested).getPath()).toString());
                }
            }
        }
    }
}

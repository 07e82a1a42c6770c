package org.plumbline.runners.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Manifest;

import org.eclipse.core.runtime.IContributor;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.RegistryFactory;
import org.eclipse.core.runtime.spi.RegistryContributor;
import org.eclipse.core.runtime.spi.RegistryStrategy;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ExtensionReader;

/** Reads what bundles contribute from their {@code plugin.xml} files on a plain class path. */
final class ClassPathRegistry {
    private static final String PLUGIN = "plugin.xml";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private ClassPathRegistry() {
    }

    /** @return what an OSGi framework with the same bundles would find */
    static ContributionRegistry read(ClassLoader loader) throws IOException {
        Object key = new Object();
        IExtensionRegistry registry = RegistryFactory.createRegistry(new RegistryStrategy(null, null), key, key);
        for (URL plugin : Collections.list(loader.getResources(PLUGIN))) {
            String name = symbolicName(plugin);
            IContributor contributor = new RegistryContributor(name, name, null, null);
            try (InputStream in = plugin.openStream()) {
                registry.addContribution(in, contributor, false, name, null, key);
            }
        }
        return ExtensionReader.read(registry);
    }

    private static String symbolicName(URL plugin) throws IOException {
        String text = plugin.toString();
        try (InputStream in = new URL(text.substring(0, text.length() - PLUGIN.length()) + MANIFEST).openStream()) {
            String name = new Manifest(in).getMainAttributes().getValue("Bundle-SymbolicName");
            return name == null ? text : name.split(";")[0].strip();
        }
    }
}

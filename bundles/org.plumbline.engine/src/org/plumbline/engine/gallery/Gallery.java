package org.plumbline.engine.gallery;

import java.net.URL;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.core.runtime.ContributorFactoryOSGi;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.osgi.framework.Bundle;
import org.plumbline.engine.contribution.ExtensionReader;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;

/** The experiments that installed bundles bring along. */
public final class Gallery {
    /** What an id is preceded by where a file could stand too. */
    public static final String SCHEME = "gallery:";

    private final ImmutableList<GalleryEntry> entries;
    private final ImmutableList<Finding> findings;

    private Gallery(ImmutableList<GalleryEntry> entries, ImmutableList<Finding> findings) {
        this.entries = entries;
        this.findings = findings;
    }

    public static Gallery read(IExtensionRegistry extensions) {
        MutableList<GalleryEntry> entries = Lists.mutable.empty();
        MutableList<Finding> findings = Lists.mutable.empty();
        for (IConfigurationElement element : extensions.getConfigurationElementsFor(ExtensionReader.NAMESPACE, "gallery")) {
            Bundle bundle = ContributorFactoryOSGi.resolve(element.getContributor());
            String id = String.valueOf(element.getAttribute("id"));
            URL experiment = entry(bundle, element.getAttribute("file"));
            if (experiment == null) {
                findings.add(Finding.error("", "gallery experiment '" + id + "' of bundle " + bundle.getSymbolicName()
                        + " is ignored: it has no file '" + element.getAttribute("file") + "'"));
            } else {
                entries.add(new GalleryEntry(id, String.valueOf(element.getAttribute("title")), bundle.getSymbolicName(),
                        experiment, Optional.ofNullable(entry(bundle, element.getAttribute("page"))),
                        Optional.ofNullable(entry(bundle, element.getAttribute("claims")))));
            }
        }
        return new Gallery(entries.sortThisBy(GalleryEntry::id).toImmutable(), findings.toImmutable());
    }

    private static URL entry(Bundle bundle, String path) {
        return path == null ? null : bundle.getEntry(path);
    }

    public ImmutableList<GalleryEntry> entries() {
        return entries;
    }

    /** @return entries that could not be read, with bundle and id */
    public ImmutableList<Finding> findings() {
        return findings;
    }

    /** @throws InvalidInputException if there is no such entry; the message lists those that there are */
    public GalleryEntry get(String id) {
        return entries.detectOptional(entry -> entry.id().equals(id)).orElseThrow(() -> new InvalidInputException(
                "no experiment '" + id + "' in the gallery; there are " + entries.collect(GalleryEntry::id).makeString(", ")));
    }
}

package org.plumbline.engine.gallery;

import java.net.URL;
import java.util.Optional;

/**
 * An experiment that an installed bundle brings along.
 *
 * @param id         path-like, e.g. {@code scaling-limits/tanh-adam}
 * @param title      one line
 * @param bundle     symbolic name of the bundle
 * @param experiment the experiment file
 * @param page       the text that explains it, if there is one
 * @param claims     what a run of it can be held against ({@link Claims}), if there is something
 */
public record GalleryEntry(String id, String title, String bundle, URL experiment, Optional<URL> page,
        Optional<URL> claims) {

    /** @return the last part of the id, fit as a file name */
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}

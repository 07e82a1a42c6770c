package org.plumbline.headless;

import java.io.PrintWriter;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.gallery.Gallery;

/**
 * What the commands work with.
 *
 * @param registry what is installed
 * @param gallery  experiments that are installed
 * @param out      results
 * @param err      messages and progress
 * @param terminal whether somebody watches {@code err} on a terminal
 */
record Environment(ContributionRegistry registry, Gallery gallery, PrintWriter out, PrintWriter err, boolean terminal) {
}

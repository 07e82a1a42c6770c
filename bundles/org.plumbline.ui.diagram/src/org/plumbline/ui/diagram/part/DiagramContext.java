package org.plumbline.ui.diagram.part;

import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.ui.core.document.OpenExperiment;
import org.plumbline.ui.core.type.TypeProviders;
import org.plumbline.ui.diagram.figure.Look;

/**
 * What all parts of one diagram need.
 *
 * @param open     the experiment that is edited
 * @param registry what is installed
 * @param types    how components look
 * @param look     fonts and colours
 */
public record DiagramContext(OpenExperiment open, ContributionRegistry registry, TypeProviders types, Look look) {
}

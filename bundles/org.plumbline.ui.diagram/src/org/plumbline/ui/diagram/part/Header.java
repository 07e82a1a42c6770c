package org.plumbline.ui.diagram.part;

import org.plumbline.model.experiment.Experiment;

/** Stands for the headline of the diagram, which is not an element of the experiment. */
record Header(Experiment experiment) {
}

package org.plumbline.ui.views.properties;

import org.eclipse.swt.widgets.Control;
import org.plumbline.model.experiment.Component;

/** A form about one element of an experiment. */
interface Form {

    Control control();

    /** @return whether the form, as built, is right for this component as it now is; null stands for the experiment */
    boolean fits(Component component);

    /** Shows the values as they now are. */
    void refresh();
}

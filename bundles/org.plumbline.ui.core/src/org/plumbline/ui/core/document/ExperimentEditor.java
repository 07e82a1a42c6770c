package org.plumbline.ui.core.document;

import org.eclipse.core.resources.IFile;
import org.eclipse.ui.IEditorPart;

/** An editor of an experiment file, as the rest of the workbench sees it. */
public interface ExperimentEditor extends IEditorPart {

    /** Id under which the editor is registered. */
    String ID = "org.plumbline.ui.diagram.editor";

    OpenExperiment openExperiment();

    IFile file();

    /**
     * Selects a node and scrolls to it.
     *
     * @param element id of a component or a path that begins with one; nothing happens if there is none
     */
    void reveal(String element);
}

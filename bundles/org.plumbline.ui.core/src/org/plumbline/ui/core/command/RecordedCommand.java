package org.plumbline.ui.core.command;

import java.util.List;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.change.ChangeDescription;
import org.eclipse.emf.ecore.change.util.ChangeRecorder;
import org.eclipse.gef.commands.Command;

/** An edit of the model whose change is recorded while it is made, so that undo and redo are exact. */
public abstract class RecordedCommand extends Command {
    private final List<EObject> roots;
    private ChangeDescription change;

    /**
     * @param label what the Edit menu says after "Undo"
     * @param roots the objects within which {@link #edit()} changes something
     */
    protected RecordedCommand(String label, EObject... roots) {
        super(label);
        this.roots = List.of(roots);
    }

    /** Makes the change. */
    protected abstract void edit();

    @Override
    public final void execute() {
        ChangeRecorder recorder = new ChangeRecorder(roots);
        try {
            edit();
        } finally {
            change = recorder.endRecording();
            recorder.dispose();
        }
    }

    @Override
    public final boolean canUndo() {
        return change != null;
    }

    @Override
    public final void undo() {
        change.applyAndReverse();
    }

    @Override
    public final void redo() {
        change.applyAndReverse();
    }
}

package org.plumbline.ui.core.document;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.emf.common.notify.Notification;
import org.eclipse.emf.ecore.util.EContentAdapter;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CommandStackEvent;
import org.eclipse.gef.commands.CommandStackEventListener;
import org.plumbline.engine.finding.Finding;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.io.ExperimentDocument;
import org.plumbline.model.layout.DiagramLayout;

/**
 * One experiment file that is open: its model, the one command stack that diagram and properties share, and the
 * findings about it. Used from the UI thread only.
 */
public final class OpenExperiment {

    /** Is told, on the UI thread, what became of an open experiment. */
    public interface Listener {
        /** The experiment or its layout is different; once for each command, undo and redo. */
        default void experimentChanged() {
        }

        /** The findings are different. */
        default void findingsChanged() {
        }
    }

    private final Experiment experiment;
    private final DiagramLayout layout;
    private final CommandStack commands = new CommandStack();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Watch watch = new Watch();
    private ImmutableList<Finding> findings = Lists.immutable.empty();

    public OpenExperiment(ExperimentDocument document) {
        experiment = Objects.requireNonNull(document.experiment());
        layout = Objects.requireNonNull(document.layout());
        experiment.eAdapters().add(watch);
        layout.eAdapters().add(watch);
        commands.addCommandStackEventListener(watch);
    }

    public Experiment experiment() {
        return experiment;
    }

    public DiagramLayout layout() {
        return layout;
    }

    public CommandStack commands() {
        return commands;
    }

    public ImmutableList<Finding> findings() {
        return findings;
    }

    /**
     * @param elementId id of a component
     * @return the findings about it and about its parameters
     */
    public ImmutableList<Finding> findings(String elementId) {
        return findings.select(f -> f.element().equals(elementId) || f.element().startsWith(elementId + "."));
    }

    public void setFindings(ImmutableList<Finding> newFindings) {
        if (!findings.equals(newFindings)) {
            findings = newFindings;
            listeners.forEach(Listener::findingsChanged);
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** Forgets listeners and commands; the object is not used any more. */
    public void close() {
        commands.removeCommandStackEventListener(watch);
        experiment.eAdapters().remove(watch);
        layout.eAdapters().remove(watch);
        listeners.clear();
        commands.dispose();
    }

    /** Joins the many notifications of one command into a single event. */
    private final class Watch extends EContentAdapter implements CommandStackEventListener {
        private boolean inCommand;
        private boolean touched;

        @Override
        public void notifyChanged(Notification notification) {
            super.notifyChanged(notification);
            if (notification.isTouch() || notification.getEventType() == Notification.REMOVING_ADAPTER) {
                return;
            }
            if (inCommand) {
                touched = true;
            } else {
                listeners.forEach(Listener::experimentChanged);
            }
        }

        @Override
        public void stackChanged(CommandStackEvent event) {
            inCommand = event.isPreChangeEvent();
            if (!inCommand && touched) {
                touched = false;
                listeners.forEach(Listener::experimentChanged);
            }
        }
    }
}

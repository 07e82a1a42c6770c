package org.plumbline.ui.core.check;

import java.util.Map;

import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.plumbline.engine.finding.Finding;

/** Findings as problem markers on the experiment's file. */
public final class FindingMarkers {
    /** Type of the markers. */
    public static final String TYPE = "org.plumbline.ui.core.finding";
    /** Attribute that holds the element of the finding. */
    public static final String ELEMENT = "org.plumbline.element";

    private FindingMarkers() {
    }

    /** Replaces all findings that are shown for a file, in one step. */
    public static void replace(IFile file, ImmutableList<Finding> findings, IProgressMonitor monitor)
            throws CoreException {
        file.getWorkspace().run(m -> {
            if (!file.exists()) {
                return;
            }
            file.deleteMarkers(TYPE, true, IResource.DEPTH_ZERO);
            for (Finding finding : findings) {
                file.createMarker(TYPE, attributes(finding));
            }
        }, file.getWorkspace().getRuleFactory().markerRule(file), IWorkspace.AVOID_UPDATE, monitor);
    }

    private static Map<String, Object> attributes(Finding finding) {
        int severity = switch (finding.severity()) {
            case ERROR -> IMarker.SEVERITY_ERROR;
            case WARNING -> IMarker.SEVERITY_WARNING;
            case INFO -> IMarker.SEVERITY_INFO;
        };
        String where = finding.element().isEmpty() ? "experiment" : finding.element();
        return Map.of(IMarker.SEVERITY, severity, IMarker.MESSAGE, where + ": " + finding.text(), IMarker.LOCATION, where,
                ELEMENT, finding.element());
    }
}

package org.plumbline.model.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.InternalEObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.xmi.FeatureNotFoundException;
import org.eclipse.emf.ecore.xmi.IllegalValueException;
import org.eclipse.emf.ecore.xmi.PackageNotFoundException;
import org.eclipse.emf.ecore.xmi.UnresolvedReferenceException;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.layout.DiagramLayout;
import org.plumbline.model.layout.LayoutFactory;

/**
 * Reads experiment files that may come from anywhere: nothing but the file itself is opened, and whatever is wrong with
 * it is told in one line.
 */
public final class ExperimentReader {

    /** Largest file that is read. In bytes. */
    public static final int LARGEST = 16 * 1024 * 1024;

    private final ExperimentMigration migration = new ExperimentMigration();
    private final StructureValidator validator = new StructureValidator();

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content and the problems of its structure
     * @throws ExperimentFormatException if it does not exist or is not an experiment that this release can read; the
     *                                   message is one line with file, place and what was found
     */
    public ExperimentDocument read(Path file) throws ExperimentFormatException {
        if (Files.isDirectory(file)) {
            throw new ExperimentFormatException(file.toString(), "a folder, not an experiment file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (ExperimentFormatException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new ExperimentFormatException(file.toString(), "there is no such file");
        } catch (IOException e) {
            throw new ExperimentFormatException(file.toString(), "cannot be opened: " + e.getMessage());
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param in   the content. Not closed.
     * @param name what messages call it
     * @return its content and the problems of its structure
     * @throws ExperimentFormatException if the content is not an experiment that this release can read
     */
    public ExperimentDocument read(InputStream in, String name) throws ExperimentFormatException {
        byte[] content = content(in, name);
        byte[] current = migration.toCurrent(content, ExperimentScan.formatVersion(content, name), name);
        ExperimentResource resource = load(current, name);
        refuseProxies(resource, name);
        Experiment experiment = null;
        DiagramLayout layout = LayoutFactory.eINSTANCE.createDiagramLayout();
        for (EObject root : resource.getContents()) {
            if (root instanceof Experiment found) {
                experiment = found;
            } else if (root instanceof DiagramLayout found) {
                layout = found;
            }
        }
        if (experiment == null) {
            throw new ExperimentFormatException(name, "not an experiment: nothing of class Experiment was found");
        }
        experiment.setFormatVersion(ExperimentMigration.CURRENT);
        return new ExperimentDocument(experiment, layout, validator.validate(experiment));
    }

    private static byte[] content(InputStream in, String name) throws ExperimentFormatException {
        try {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new ExperimentFormatException(name, "larger than " + LARGEST / (1024 * 1024) + " MiB, the most that is read");
            }
            return content;
        } catch (ExperimentFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new ExperimentFormatException(name, "cannot be read: " + e.getMessage());
        }
    }

    private static ExperimentResource load(byte[] content, String name) throws ExperimentFormatException {
        ExperimentResource resource = ExperimentResource.create();
        Exception failure = null;
        try {
            resource.load(new ByteArrayInputStream(content), ExperimentResource.loadOptions());
        } catch (IOException | RuntimeException e) {
            // EMF throws many kinds for content that does not fit the model; the resource's own list says more.
            failure = e;
        } finally {
            // Ids may be edited from now on, and the index would keep the old ones.
            resource.setIntrinsicIDToEObjectMap(null);
        }
        if (!resource.getErrors().isEmpty()) {
            throw explain(resource.getErrors().get(0), name);
        }
        if (failure != null) {
            throw new ExperimentFormatException(name, "does not fit the format: " + failure.getMessage());
        }
        return resource;
    }

    private static ExperimentFormatException explain(Resource.Diagnostic error, String name) {
        String what = switch (error) {
            case FeatureNotFoundException e -> Elements.describe(e.getObject()) + " has no feature '" + e.getName() + "'";
            case IllegalValueException e -> Elements.describe(e.getObject()) + ": " + nameOf(e.getFeature()) + " cannot be "
                    + (e.getValue() instanceof EObject object ? Elements.describe(object) : "'" + e.getValue() + "'");
            case UnresolvedReferenceException e -> "a reference to '" + e.getReference() + "', but no element has this id";
            case PackageNotFoundException e -> "unknown namespace '" + e.uri() + "'";
            case org.eclipse.emf.ecore.xmi.ClassNotFoundException e -> "unknown class '" + e.getName() + "'";
            default -> "does not fit the format: " + error.getMessage();
        };
        return new ExperimentFormatException(name, error.getLine(), what);
    }

    private static String nameOf(EStructuralFeature feature) {
        return feature == null ? "a value" : feature.getName();
    }

    /** A reference written as type and address survives the load as a proxy; nothing may ever resolve it. */
    private static void refuseProxies(Resource resource, String name) throws ExperimentFormatException {
        Map<EObject, ?> proxies = EcoreUtil.ProxyCrossReferencer.find(resource);
        if (!proxies.isEmpty()) {
            EObject proxy = proxies.keySet().iterator().next();
            throw new ExperimentFormatException(name, "a reference to another document, which is not allowed: "
                    + ((InternalEObject) proxy).eProxyURI());
        }
    }
}

package org.plumbline.model.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.NamedElement;
import org.plumbline.model.layout.DiagramLayout;

/**
 * Writes experiment files: equal experiments give equal bytes, one element a line, and a failure leaves the old file.
 * Contributions and settings that no plug-in knows are written as they were read.
 */
public final class ExperimentWriter {

    /**
     * Replaces a file.
     *
     * @param experiment the experiment. Not modified.
     * @param layout     where its nodes stand. Not modified.
     * @param file       the file; it need not exist, its folder must
     * @throws ExperimentFormatException if the experiment cannot be written or the folder does not allow it; an old file is
     *                                   then unchanged
     */
    public void write(Experiment experiment, DiagramLayout layout, Path file) throws ExperimentFormatException {
        byte[] content = toBytes(experiment, layout, file.toString());
        if (Files.isDirectory(file)) {
            throw new ExperimentFormatException(file.toString(), "a folder, not an experiment file");
        }
        try {
            // A link stays a link: what it points to is replaced.
            replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
        } catch (NoSuchFileException e) {
            throw new ExperimentFormatException(file.toString(), "cannot be written: its folder does not exist");
        } catch (AccessDeniedException e) {
            throw new ExperimentFormatException(file.toString(), "cannot be written: access is denied");
        } catch (IOException e) {
            throw new ExperimentFormatException(file.toString(), "cannot be written: " + e.getMessage());
        }
    }

    /**
     * The content of the file, UTF-8 with line feeds.
     *
     * @param experiment the experiment. Not modified.
     * @param layout     where its nodes stand; left out if it is empty. Not modified.
     * @param name       what messages call the file
     * @return the bytes
     * @throws ExperimentFormatException if the experiment refers to something outside itself, holds characters that XML
     *                                   cannot, or has ids that references could not be read back from
     */
    public byte[] toBytes(Experiment experiment, DiagramLayout layout, String name) throws ExperimentFormatException {
        List<EObject> roots = layout.getBounds().isEmpty() ? List.of(experiment) : List.of(experiment, layout);
        // Copies, because adding the originals to our resource would take them out of the caller's.
        Collection<EObject> copies = EcoreUtil.copyAll(roots);
        refuseOutsiders(copies, name);
        refuseIds(experiment, name);
        ((Experiment) copies.iterator().next()).setFormatVersion(ExperimentMigration.CURRENT);
        ExperimentResource resource = ExperimentResource.create();
        resource.getContents().addAll(copies);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            resource.save(out, ExperimentResource.saveOptions());
        } catch (IOException | RuntimeException e) {
            throw new ExperimentFormatException(name, "cannot be written: " + e.getMessage());
        }
        return out.toByteArray();
    }

    private static void refuseOutsiders(Collection<EObject> roots, String name) throws ExperimentFormatException {
        Map<EObject, Collection<EStructuralFeature.Setting>> outside = EcoreUtil.ExternalCrossReferencer.find(roots);
        if (!outside.isEmpty()) {
            EObject outsider = outside.keySet().iterator().next();
            EStructuralFeature.Setting user = outside.get(outsider).iterator().next();
            throw new ExperimentFormatException(name, "cannot be written: " + user.getEStructuralFeature().getName() + " of "
                    + Elements.describe(user.getEObject()) + " is " + Elements.describe(outsider)
                    + ", which is not part of the experiment");
        }
    }

    /** What is written must read back as the same experiment, so references must lead to where they came from. */
    private static void refuseIds(Experiment experiment, String name) throws ExperimentFormatException {
        Set<String> seen = new HashSet<>();
        for (TreeIterator<EObject> all = experiment.eAllContents(); all.hasNext();) {
            if (all.next() instanceof NamedElement element && element.getId() != null) {
                boolean sound = StructureValidator.ID.matcher(element.getId()).matches();
                if (!sound || !seen.add(element.getId())) {
                    throw new ExperimentFormatException(name, "cannot be written: the id of " + Elements.describe(element)
                            + (sound ? " is used twice" : " is not a letter, then letters, digits, '-' and '_'"));
                }
            }
        }
    }

    private static void replace(Path target, byte[] content) throws IOException {
        String unique = ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path fresh = target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            keepPermissions(target, fresh);
            move(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void keepPermissions(Path old, Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(old, PosixFileAttributeView.class);
        if (view != null && Files.exists(old)) {
            Files.setPosixFilePermissions(fresh, view.readAttributes().permissions());
        }
    }

    private static void move(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

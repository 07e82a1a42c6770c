package org.plumbline.ui.diagram;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.gef.palette.CombinedTemplateCreationEntry;
import org.eclipse.gef.palette.ConnectionCreationToolEntry;
import org.eclipse.gef.palette.MarqueeToolEntry;
import org.eclipse.gef.palette.PaletteDrawer;
import org.eclipse.gef.palette.PaletteGroup;
import org.eclipse.gef.palette.PaletteRoot;
import org.eclipse.gef.palette.SelectionToolEntry;
import org.eclipse.gef.palette.ToolEntry;
import org.eclipse.gef.requests.CreationFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.model.experiment.Component;
import org.plumbline.ui.core.type.Kinds;
import org.plumbline.ui.core.type.TypeProvider;
import org.plumbline.ui.core.type.TypeProviders;

/** The palette: selection tools, the connection tool, and a drawer with everything that is installed for each kind. */
final class ExperimentPalette {
    private static final ContributionKind[] KINDS = {ContributionKind.DATASET, ContributionKind.ARCHITECTURE,
            ContributionKind.INITIALISER, ContributionKind.OPTIMISER, ContributionKind.LOSS, ContributionKind.TRAINING,
            ContributionKind.ANALYSIS};

    private ExperimentPalette() {
    }

    static PaletteRoot create(ContributionRegistry registry, TypeProviders types) {
        PaletteRoot root = new PaletteRoot();
        PaletteGroup tools = new PaletteGroup("Tools");
        ToolEntry select = new SelectionToolEntry();
        tools.add(select);
        tools.add(new MarqueeToolEntry());
        tools.add(new ConnectionCreationToolEntry("Connection", "Connect two nodes", null,
                image("connection"), image("connection")));
        root.add(tools);
        root.setDefaultEntry(select);
        for (ContributionKind kind : KINDS) {
            PaletteDrawer drawer = new PaletteDrawer(types.of(kind, "").label());
            drawer.setInitialState(PaletteDrawer.INITIAL_STATE_CLOSED);
            for (Contribution contribution : registry.all(kind)) {
                drawer.add(entry(contribution, types.of(kind, contribution.id())));
            }
            root.add(drawer);
        }
        return root;
    }

    private static ToolEntry entry(Contribution contribution, TypeProvider type) {
        NewComponent factory = new NewComponent(contribution);
        ImageDescriptor icon = ImageDescriptor.createFromImageDataProvider(zoom -> square(type.colour(), zoom));
        return new CombinedTemplateCreationEntry(contribution.label(), contribution.description(), factory, factory, icon,
                icon);
    }

    private static ImageDescriptor image(String name) {
        return ImageDescriptor.createFromURL(ExperimentPalette.class.getResource("/icons/" + name + ".png"));
    }

    /** A small square in the colour of the kind, on a transparent ground. */
    private static ImageData square(RGB colour, int zoom) {
        int size = 16 * zoom / 100;
        int edge = 3 * zoom / 100;
        ImageData data = new ImageData(size, size, 24, new PaletteData(0xFF0000, 0xFF00, 0xFF));
        data.alphaData = new byte[size * size];
        int pixel = data.palette.getPixel(colour);
        for (int y = edge; y < size - edge; y++) {
            for (int x = edge; x < size - edge; x++) {
                data.setPixel(x, y, pixel);
                data.setAlpha(x, y, 255);
            }
        }
        return data;
    }

    /** Makes components that a contribution implements. */
    private record NewComponent(Contribution contribution) implements CreationFactory {
        @Override
        public Object getNewObject() {
            Component component = (Component) EcoreUtil.create(Kinds.classOf(contribution.kind()));
            component.setContribution(contribution.id());
            return component;
        }

        @Override
        public Object getObjectType() {
            return Kinds.classOf(contribution.kind());
        }
    }
}

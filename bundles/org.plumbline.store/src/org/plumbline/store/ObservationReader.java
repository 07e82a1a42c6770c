package org.plumbline.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Reads an {@link ObservationLog}, also while it grows; takes no lock. */
public final class ObservationReader {
    private final Path folder;
    private final ScalarColumns scalars;

    private ObservationReader(Path folder, ScalarColumns scalars) {
        this.folder = folder;
        this.scalars = scalars;
    }

    /** @param folder need not be there: then there are no observations */
    public static ObservationReader open(Path folder) throws StoreException {
        return new ObservationReader(folder, ScalarLog.read(folder.resolve(ObservationLog.SCALARS)));
    }

    /** @return names of the quantities that have one number a step */
    public Collection<String> scalars() {
        return scalars.names();
    }

    /** @return steps and values; none if there is no such quantity */
    public ScalarColumns.Column scalar(String quantity) {
        return scalars.column(quantity);
    }

    /** @return names of the quantities that have one number a layer and step */
    public List<String> series() throws StoreException {
        return ObservationNames.in(folder);
    }

    /** @return one of {@link #series}; the caller closes it */
    public LayerSeriesReader series(String quantity) throws StoreException {
        return LayerSeries.read(folder, ObservationNames.file(quantity));
    }
}

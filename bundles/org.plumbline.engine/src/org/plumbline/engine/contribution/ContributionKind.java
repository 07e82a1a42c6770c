package org.plumbline.engine.contribution;

import java.util.Locale;
import java.util.Optional;

import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.engine.spi.Exporter;
import org.plumbline.engine.spi.FigureRenderer;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.engine.spi.LayerType;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.TrainingProcedure;

/** The kinds of things that a plug-in can contribute; each has an extension point of the same name. */
public enum ContributionKind {
    DATASET(Dataset.class),
    ARCHITECTURE(Architecture.class),
    LAYER(LayerType.class),
    INITIALISER(Initialiser.class),
    OPTIMISER(Optimiser.class),
    LOSS(Loss.class),
    TRAINING(TrainingProcedure.class),
    ANALYSIS(Analysis.class),
    RUNNER(Runner.class),
    FIGURE(FigureRenderer.class),
    EXPORTER(Exporter.class);

    private final Class<?> type;

    ContributionKind(Class<?> type) {
        this.type = type;
    }

    /** @return the interface that a contribution of this kind implements */
    public Class<?> type() {
        return type;
    }

    /** @return the name used in paths, lists and as the extension point's simple id, e.g. {@code optimiser} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ContributionKind> byId(String id) {
        for (ContributionKind kind : values()) {
            if (kind.id().equals(id) || (kind.id() + "s").equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

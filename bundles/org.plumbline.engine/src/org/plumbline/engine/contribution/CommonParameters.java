package org.plumbline.engine.contribution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;

/** Parameters that every contribution of a kind has, because the engine and not the contribution reads them. */
public final class CommonParameters {
    /** Of a training: the precision of parameters, states and derivatives. */
    public static final String PRECISION = "precision";

    /** Of a training: into how many slices a batch is cut. */
    public static final String SLICES = "slices";

    private static final ParameterDeclaration PRECISION_DECLARATION = new ParameterDeclaration(PRECISION, "Precision",
            "Precision of parameters, activations and derivatives; data are single precision, losses are summed in double.",
            ParameterType.CHOICE, "", "float", Optional.empty(), Optional.empty(), false, Lists.immutable.with("float", "double"), "");

    /** The word for as many slices as cost next to nothing. */
    public static final String AUTOMATIC = "auto";

    private static final ParameterDeclaration SLICES_DECLARATION = new ParameterDeclaration(SLICES, "Slices",
            "Into how many parts a batch is cut; processors without a trial of their own compute them beside each other. The last bits depend on the number, not on the processors. auto: as many as cost next to nothing on one processor.",
            ParameterType.CHOICE, "", AUTOMATIC, Optional.empty(), Optional.empty(), false,
            Lists.immutable.with(AUTOMATIC, "1", "2", "3", "4", "6", "8", "12", "16", "24", "32", "48", "64"), "");

    private CommonParameters() {
    }

    static ImmutableList<ParameterDeclaration> of(ContributionKind kind) {
        return kind == ContributionKind.TRAINING ? Lists.immutable.with(PRECISION_DECLARATION, SLICES_DECLARATION) : Lists.immutable.empty();
    }
}

package org.plumbline.ui.core.type;

import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.swt.graphics.RGB;
import org.plumbline.engine.contribution.ContributionKind;

/**
 * What the workbench knows of a type of component beyond its declaration.
 *
 * @param kind         the kind
 * @param contribution id of the contribution it is for; empty: all of the kind that have none of their own
 * @param label        name of the kind on node and palette
 * @param colour       of the node
 * @param summary      ids of the parameters to show on the node first
 */
public record TypeProvider(ContributionKind kind, String contribution, String label, RGB colour,
        ImmutableList<String> summary) {
}

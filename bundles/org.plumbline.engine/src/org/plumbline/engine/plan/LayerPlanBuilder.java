package org.plumbline.engine.plan;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.finding.Finding;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.LeafNode;
import org.plumbline.model.experiment.NodeRole;
import org.plumbline.model.experiment.RepeatNode;
import org.plumbline.model.experiment.ResidualNode;
import org.plumbline.model.experiment.SequenceNode;
import org.plumbline.model.experiment.Setting;

/**
 * Turns the flat list of layer nodes of a composition into a tree of {@link LayerPlan}s, with the composition's own
 * settings (whole numbers such as {@code depth}) put in for the counts that name them.
 */
final class LayerPlanBuilder {
    private final ContributionRegistry registry;
    private final LayerComposition composition;
    private final Map<String, String> counts;
    private final MutableList<Finding> findings;

    /** @param counts setting of the composition to its text in this cell */
    LayerPlanBuilder(ContributionRegistry registry, LayerComposition composition, Map<String, String> counts,
            MutableList<Finding> findings) {
        this.registry = registry;
        this.composition = composition;
        this.counts = counts;
        this.findings = findings;
    }

    LayerPlan build() {
        return sequence(children(null, null));
    }

    private LayerPlan sequence(ImmutableList<LayerNode> nodes) {
        return nodes.size() == 1 ? plan(nodes.getFirst()) : new LayerPlan.Sequence(nodes.collect(this::plan));
    }

    private LayerPlan plan(LayerNode node) {
        return switch (node) {
            case SequenceNode s -> sequence(children(s, null));
            case RepeatNode r -> new LayerPlan.Repeat(count(r), r.isTied(), sequence(children(r, null)));
            case ResidualNode r -> new LayerPlan.Residual(r.getId(), LayerPlan.Scale.valueOf(r.getScale().name()),
                    r.getExponent(), sequence(children(r, NodeRole.BRANCH)), sequence(children(r, NodeRole.SKIP)));
            case LeafNode leaf -> leaf(leaf);
            default -> throw new IllegalStateException("unknown node " + node.eClass().getName());
        };
    }

    private LayerPlan leaf(LeafNode leaf) {
        Map<String, String> raw = new HashMap<>();
        for (Setting setting : leaf.getSettings()) {
            raw.put(setting.getParameter(), setting.getValue());
        }
        Contribution type = registry.find(ContributionKind.LAYER, String.valueOf(leaf.getContribution())).orElse(null);
        if (type == null) {
            findings.add(Finding.error(leaf.getId(), registry.unknown(ContributionKind.LAYER, leaf.getContribution())));
            return new LayerPlan.Sequence(Lists.immutable.empty());
        }
        Contribution.Resolution resolution = type.resolve(raw, leaf.getId());
        findings.withAll(resolution.findings());
        return new LayerPlan.Leaf(leaf.getId(),
                new ComponentPlan(leaf.getId(), ContributionKind.LAYER, type.id(), type.version(), resolution.settings()));
    }

    private int count(RepeatNode node) {
        String text = counts.getOrDefault(node.getCount(), node.getCount());
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // the finding below says it
        }
        findings.add(Finding.error(node.getId(), "count '" + text + "' is neither a whole number >= 1 nor a setting of '"
                + composition.getId() + "'" + (counts.isEmpty() ? "" : " (" + String.join(", ", counts.keySet()) + ")")));
        return 1;
    }

    /** @param role only children of this role; null: all */
    private ImmutableList<LayerNode> children(LayerNode parent, NodeRole role) {
        MutableList<LayerNode> children = Lists.mutable.withAll(composition.getLayers())
                .select(node -> node.getParent() == parent && (role == null || role == node.getRole()));
        return children.sortThisByInt(LayerNode::getOrder).toImmutable();
    }
}

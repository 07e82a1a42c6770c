package org.plumbline.model.io;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.LeafNode;
import org.plumbline.model.experiment.NodeRole;
import org.plumbline.model.experiment.RepeatNode;
import org.plumbline.model.experiment.ResidualNode;

/** That the flat list of layers is a tree, and that every node of it has the children it needs. */
final class LayerRules {

    private final LayerComposition composition;
    private final Experiment experiment;
    private final ProblemCollector problems;

    LayerRules(LayerComposition composition, Experiment experiment, ProblemCollector problems) {
        this.composition = composition;
        this.experiment = experiment;
        this.problems = problems;
    }

    void check() {
        List<LayerNode> roots = composition.getLayers().stream().filter(node -> node.getParent() == null).toList();
        if (composition.getLayers().isEmpty()) {
            problems.error(composition.getId(), Elements.describe(composition) + " has no layers");
            return;
        }
        if (roots.size() != 1) {
            String ids = roots.stream().map(Elements::describe).collect(Collectors.joining(", "));
            problems.error(composition.getId(), Elements.describe(composition) + ": one layer has no parent, found "
                    + roots.size() + (roots.isEmpty() ? "" : ": " + ids));
        }
        composition.getLayers().forEach(this::parent);
        cycles();
        Map<LayerNode, List<LayerNode>> children = composition.getLayers().stream()
                .filter(node -> node.getParent() != null).collect(Collectors.groupingBy(LayerNode::getParent));
        for (LayerNode node : composition.getLayers()) {
            node(node, children.getOrDefault(node, List.of()));
        }
    }

    private void parent(LayerNode node) {
        LayerNode parent = node.getParent();
        if (parent == null) {
            return;
        }
        if (!composition.getLayers().contains(parent)) {
            error(node, "its parent " + Elements.describe(parent) + " is not a layer of '" + composition.getId() + "'");
        } else if (parent instanceof LeafNode) {
            error(node, "its parent " + Elements.describe(parent) + " is a single layer and cannot contain others");
        }
    }

    /** Every node is followed upwards once: linear in the number of nodes however deep the tree is. */
    private void cycles() {
        Set<LayerNode> done = new HashSet<>();
        for (LayerNode start : composition.getLayers()) {
            Set<LayerNode> path = new HashSet<>();
            LayerNode node = start;
            while (node != null && !done.contains(node) && path.add(node)) {
                node = node.getParent();
            }
            if (node != null && !done.contains(node)) {
                error(node, "is its own ancestor: the parents form a cycle");
            }
            done.addAll(path);
        }
    }

    private void node(LayerNode node, List<LayerNode> children) {
        if (node instanceof RepeatNode repeat) {
            count(repeat);
        }
        if (node instanceof ResidualNode residual) {
            residual(residual, children);
            return;
        }
        if (children.isEmpty() && !(node instanceof LeafNode)) {
            problems.warning(node.getId(), Elements.describe(node) + " is empty and passes its input on");
        }
        Map<Integer, LayerNode> places = new HashMap<>();
        for (LayerNode child : children) {
            LayerNode other = places.putIfAbsent(child.getOrder(), child);
            if (other != null) {
                error(child, "has the order " + child.getOrder() + ", as has " + Elements.describe(other));
            }
        }
    }

    private void residual(ResidualNode residual, List<LayerNode> children) {
        long branches = children.stream().filter(child -> child.getRole() == NodeRole.BRANCH).count();
        long skips = children.stream().filter(child -> child.getRole() == NodeRole.SKIP).count();
        if (branches != 1) {
            error(residual, "one child is the branch, found " + branches);
        }
        if (skips > 1) {
            error(residual, "at most one child is the skip, found " + skips);
        }
        if (!Double.isFinite(residual.getExponent())) {
            error(residual, "the exponent must be finite, found " + residual.getExponent());
        }
    }

    private void count(RepeatNode repeat) {
        String count = String.valueOf(repeat.getCount());
        if (count.matches("[+-]?\\d+")) {
            if (!count.matches("0*[1-9]\\d{0,8}")) {
                error(repeat, "the count must be from 1 to 999999999, found " + count);
            }
        } else if (!count.matches("[A-Za-z][A-Za-z0-9_-]*") || repeat.getCount() == null) {
            error(repeat, "the count must be a whole number or the id of a parameter, found "
                    + StructureValidator.quote(repeat.getCount()));
        } else if (!isSet(count)) {
            problems.warning(repeat.getId(), Elements.describe(repeat) + ": the count is the parameter '" + count
                    + "', which is neither set nor swept in '" + composition.getId() + "'");
        }
    }

    private boolean isSet(String parameter) {
        boolean fixed = composition.getSettings().stream().anyMatch(s -> parameter.equals(s.getParameter()));
        return fixed || experiment.getSweep() != null && experiment.getSweep().getAxes().stream()
                .anyMatch(a -> a.getComponent() == composition && parameter.equals(a.getParameter()));
    }

    private void error(LayerNode node, String text) {
        problems.error(Elements.id(node), Elements.describe(node) + ": " + text);
    }
}

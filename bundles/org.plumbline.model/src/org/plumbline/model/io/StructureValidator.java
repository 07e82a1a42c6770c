package org.plumbline.model.io;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.model.ComponentKind;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Configured;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.NamedElement;
import org.plumbline.model.experiment.Setting;

/**
 * Checks what can be said about an experiment without knowing any contribution: ids, kinds, connections, sweep, layers.
 * Whether contributions exist and values are within bounds is the registry's question.
 */
public final class StructureValidator {

    /** What references can be written with. */
    static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    /** It becomes part of a folder's name, so it must not lead anywhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Set<String> RESERVED = Set.of("seed", "depth");

    /**
     * The problems of an experiment.
     *
     * @param experiment the experiment. Not modified.
     * @return the problems, ids and components first; empty if there are none
     */
    public List<Problem> validate(Experiment experiment) {
        ProblemCollector problems = new ProblemCollector();
        if (experiment.getName() == null || !NAME.matcher(experiment.getName()).matches()) {
            problems.error("", "the experiment's name must be letters, digits, '-', '_' and '.', found "
                    + quote(experiment.getName()));
        }
        ids(experiment, problems);
        kinds(experiment, problems);
        for (Component component : experiment.getComponents()) {
            configured(component, component.getId(), !(component instanceof LayerComposition), problems);
        }
        new ConnectionRules(experiment, problems).check();
        new SweepRules(experiment, problems).check();
        for (Component component : experiment.getComponents()) {
            if (component instanceof LayerComposition composition) {
                layers(composition, experiment, problems);
            }
        }
        return problems.all();
    }

    private static void ids(Experiment experiment, ProblemCollector problems) {
        Map<String, NamedElement> seen = new HashMap<>();
        for (Component component : experiment.getComponents()) {
            id(component, seen, problems);
            kindName(component, problems);
            if (component instanceof LayerComposition composition) {
                composition.getLayers().forEach(layer -> id(layer, seen, problems));
            }
        }
    }

    private static void id(NamedElement element, Map<String, NamedElement> seen, ProblemCollector problems) {
        String id = element.getId();
        String type = element.eClass().getName();
        if (id == null || id.isEmpty()) {
            problems.error("", type + " has no id");
            return;
        }
        if (!ID.matcher(id).matches()) {
            problems.error(id, type + ": an id is a letter, then letters, digits, '-' and '_'; found " + quote(id));
        }
        if (RESERVED.contains(id)) {
            problems.error(id, type + ": the id '" + id + "' is reserved for the swept " + id);
        }
        NamedElement other = seen.putIfAbsent(id, element);
        if (other != null) {
            problems.error(id, type + ": the id '" + id + "' is used already, by a " + other.eClass().getName());
        }
    }

    /** The name of a kind is a path to the component of that kind; no other may take it as its id. */
    private static void kindName(Component component, ProblemCollector problems) {
        ComponentKind.byId(String.valueOf(component.getId())).filter(kind -> !kind.includes(component))
                .ifPresent(kind -> problems.error(component.getId(), component.eClass().getName() + ": the id '"
                        + component.getId() + "' is the name of another kind"));
    }

    private static void kinds(Experiment experiment, ProblemCollector problems) {
        for (ComponentKind kind : ComponentKind.values()) {
            List<Component> found = kind.in(experiment);
            if (kind.isSingle() && found.isEmpty()) {
                problems.error("", "the experiment has no " + kind.id());
            } else if (kind.isSingle() && found.size() > 1) {
                String ids = found.stream().map(c -> quote(c.getId())).collect(Collectors.joining(", "));
                problems.error(found.get(1).getId(),
                        "an experiment has one " + kind.id() + ", found " + found.size() + ": " + ids);
            }
        }
    }

    private static void layers(LayerComposition composition, Experiment experiment, ProblemCollector problems) {
        new LayerRules(composition, experiment, problems).check();
        for (LayerNode node : composition.getLayers()) {
            if (node instanceof Configured leaf) {
                configured(leaf, node.getId(), true, problems);
            }
        }
    }

    private static void configured(Configured element, String id, boolean needsContribution, ProblemCollector problems) {
        String contribution = element.getContribution();
        if (needsContribution && (contribution == null || contribution.isBlank())) {
            problems.error(id, Elements.describe(element) + " has no contribution");
        }
        Set<String> seen = new HashSet<>();
        for (Setting setting : element.getSettings()) {
            String parameter = setting.getParameter();
            if (parameter == null || parameter.isBlank()) {
                problems.error(id, Elements.describe(element) + ": a setting names no parameter (value "
                        + quote(setting.getValue()) + ")");
            } else if (!seen.add(parameter)) {
                problems.error(id, Elements.describe(element) + ": the parameter '" + parameter + "' is set twice, again to "
                        + quote(setting.getValue()));
            }
            if (setting.getValue() == null) {
                problems.error(id, Elements.describe(element) + ": the setting '" + parameter + "' has no value");
            }
        }
    }

    static String quote(String found) {
        return found == null ? "nothing" : "'" + found + "'";
    }
}

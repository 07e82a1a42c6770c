package org.plumbline.model.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.model.ComponentKind;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Configured;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.LeafNode;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.Setting;
import org.plumbline.model.experiment.Sweep;

/**
 * A place in an experiment that a text names.
 * <ul>
 * <li>{@code optimiser.lr}, {@code scaling.window}: a parameter of a component, named by its kind or its id (leaf layers
 * by their id). If it is swept, the values of its axis are replaced by the comma-separated list.</li>
 * <li>{@code optimiser}: the contribution of a component.</li>
 * <li>{@code depth}: the parameter of this name of the architecture; a list makes it swept.</li>
 * <li>{@code seed}: the seed axis; without one, a single value is the base seed and a list makes an axis.</li>
 * </ul>
 * Whether the contribution declares the parameter is the registry's question.
 */
public final class SettingPath {

    private static final String SEED = "seed";
    private static final String DEPTH = "depth";

    private final String text;
    private final Experiment experiment;
    /** The element that is configured; null for the seed. */
    private final Configured element;
    /** Id of a parameter; null for the contribution. */
    private final String parameter;

    private SettingPath(String text, Experiment experiment, Configured element, String parameter) {
        this.text = text;
        this.experiment = experiment;
        this.element = element;
        this.parameter = parameter;
    }

    /**
     * The place that a path names.
     *
     * @param experiment the experiment. Not modified.
     * @param path       see above
     * @return the place
     * @throws UnknownPathException if there is no such place; the message lists the paths that exist
     */
    public static SettingPath resolve(Experiment experiment, String path) {
        if (path.equals(SEED)) {
            return new SettingPath(path, experiment, null, SEED);
        }
        if (path.equals(DEPTH)) {
            return new SettingPath(path, experiment, element(experiment, ComponentKind.ARCHITECTURE.id(), path), DEPTH);
        }
        int dot = path.indexOf('.');
        String parameter = dot < 0 ? null : path.substring(dot + 1);
        if (parameter != null && parameter.isBlank()) {
            throw new UnknownPathException("no parameter after the full stop in '" + path + "'");
        }
        return new SettingPath(path, experiment, element(experiment, dot < 0 ? path : path.substring(0, dot), path), parameter);
    }

    /**
     * Whether the path names the contribution of a component, not a parameter.
     *
     * @return true for {@code optimiser}, false for {@code optimiser.lr}
     */
    public boolean isContribution() {
        return parameter == null;
    }

    /**
     * Puts a value there.
     *
     * @param value the value as text; a comma-separated list where an axis takes it
     * @return what was done, with the settings of a replaced contribution that are gone
     * @throws IllegalArgumentException if the value cannot stand there; nothing has been changed then
     */
    public SettingChange set(String value) {
        check(value);
        if (isContribution()) {
            return setContribution(value.strip());
        }
        Optional<Axis> axis = axis();
        if (axis.isPresent()) {
            axis.get().setValues(list(value));
            return change(SettingChange.Effect.AXIS_REPLACED, value);
        }
        if (isSweepable() && value.contains(",")) {
            addAxis(list(value));
            return change(SettingChange.Effect.AXIS_ADDED, value);
        }
        if (element == null) {
            experiment.setBaseSeed(Long.parseLong(value.strip()));
            return change(SettingChange.Effect.BASE_SEED, value);
        }
        setting().setValue(value);
        return change(SettingChange.Effect.SETTING, value);
    }

    /** Refuses a value that {@link #set} would refuse. */
    void check(String value) {
        if (isContribution() && value.isBlank()) {
            throw new IllegalArgumentException(text + ": expected the id of a contribution, found nothing");
        }
        boolean axisTakesIt = !isContribution() && (axis().isPresent() || isSweepable());
        if (axisTakesIt && items(value).stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(text + ": expected values with commas between them, found '" + value + "'");
        }
        if (SEED.equals(text)) {
            items(value).forEach(SettingPath::checkSeed);
        }
    }

    private static void checkSeed(String item) {
        try {
            Long.parseLong(item);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("seed: expected a whole number of 64 bits, found '" + item + "'", e);
        }
    }

    private static Configured element(Experiment experiment, String name, String path) {
        List<Configured> byId = elements(experiment).stream().filter(e -> name.equals(idOf(e))).toList();
        if (!byId.isEmpty()) {
            return byId.get(0);
        }
        List<Component> byKind = ComponentKind.byId(name).map(kind -> kind.in(experiment)).orElse(List.of());
        if (byKind.size() == 1) {
            return byKind.get(0);
        }
        String fault = byKind.isEmpty() ? "no element '" + name + "' for the path '" + path + "'"
                : "'" + name + "' is ambiguous in the path '" + path + "', use an id";
        String known = elements(experiment).stream().map(SettingPath::idOf).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        throw new UnknownPathException(fault + "; there are " + SEED + ", " + DEPTH + ", " + known
                + ", each component with .PARAMETER for one of its parameters");
    }

    private static List<Configured> elements(Experiment experiment) {
        List<Configured> result = new ArrayList<>(experiment.getComponents());
        for (Component component : experiment.getComponents()) {
            if (component instanceof LayerComposition composition) {
                composition.getLayers().stream().filter(LeafNode.class::isInstance).map(LeafNode.class::cast)
                        .forEach(result::add);
            }
        }
        return result;
    }

    private static String idOf(Configured element) {
        return element instanceof Component component ? component.getId() : ((LayerNode) element).getId();
    }

    private SettingChange setContribution(String id) {
        if (id.equals(element.getContribution())) {
            return change(SettingChange.Effect.CONTRIBUTION, id);
        }
        List<String> dropped = element.getSettings().stream().map(s -> s.getParameter() + "=" + s.getValue()).toList();
        element.getSettings().clear();
        element.setContribution(id);
        return new SettingChange(text, SettingChange.Effect.CONTRIBUTION, id, dropped);
    }

    private SettingChange change(SettingChange.Effect effect, String value) {
        return new SettingChange(text, effect, value, List.of());
    }

    private Optional<Axis> axis() {
        if (experiment.getSweep() == null) {
            return Optional.empty();
        }
        return experiment.getSweep().getAxes().stream()
                .filter(a -> a.getComponent() == element && parameter.equals(a.getParameter())).findFirst();
    }

    /** Seed and depth are integers, so that a comma can only mean a list; other parameters may take lists as values. */
    private boolean isSweepable() {
        return element == null || element instanceof Component component && parameter.equals(DEPTH)
                && ComponentKind.of(component) == ComponentKind.ARCHITECTURE;
    }

    private void addAxis(ListValues values) {
        if (experiment.getSweep() == null) {
            Sweep sweep = ExperimentFactory.eINSTANCE.createSweep();
            experiment.setSweep(sweep);
        }
        Axis axis = ExperimentFactory.eINSTANCE.createAxis();
        axis.setComponent((Component) element);
        axis.setParameter(parameter);
        axis.setValues(values);
        experiment.getSweep().getAxes().add(axis);
        if (element != null) {
            element.getSettings().removeIf(s -> parameter.equals(s.getParameter()));
        }
    }

    private Setting setting() {
        for (Setting setting : element.getSettings()) {
            if (parameter.equals(setting.getParameter())) {
                return setting;
            }
        }
        Setting setting = ExperimentFactory.eINSTANCE.createSetting();
        setting.setParameter(parameter);
        element.getSettings().add(setting);
        return setting;
    }

    private static ListValues list(String value) {
        ListValues values = ExperimentFactory.eINSTANCE.createListValues();
        values.getValues().addAll(items(value));
        return values;
    }

    private static List<String> items(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }
}

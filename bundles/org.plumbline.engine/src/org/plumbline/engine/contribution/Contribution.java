package org.plumbline.engine.contribution;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;

/**
 * One registered contribution: its declaration, and a way to its stateless implementation.
 *
 * @param kind        what it is
 * @param id          unique within its kind
 * @param label       the name on a form
 * @param description one or two sentences
 * @param version     of the numbers it makes: raised whenever equal settings give other numbers
 * @param bundle      symbolic name of the bundle that contributes it
 * @param parameters  its parameters, in the order of the form; those common to its kind come last
 * @param factory     makes the implementation, of type {@code kind.type()}
 */
public record Contribution(ContributionKind kind, String id, String label, String description, String version,
        String bundle, ImmutableList<ParameterDeclaration> parameters, Supplier<?> factory) {

    public Contribution {
        ImmutableList<ParameterDeclaration> own = parameters;
        parameters = own.newWithAll(CommonParameters.of(kind)
                .reject(common -> own.anySatisfy(parameter -> parameter.id().equals(common.id()))));
    }

    /** What became of raw settings: typed values for all parameters, and what is wrong with the raw ones. */
    public record Resolution(Settings settings, ImmutableList<Finding> findings) {
    }

    public Optional<ParameterDeclaration> parameter(String parameterId) {
        return parameters.detectOptional(p -> p.id().equals(parameterId));
    }

    /**
     * Gives every declared parameter a typed value: the one set, else the default.
     *
     * @param raw     parameter id to text as found. Not modified.
     * @param element id of the component, for the findings
     * @return typed values (the default where the text is invalid) and findings
     */
    public Resolution resolve(Map<String, String> raw, String element) {
        MutableList<Finding> findings = Lists.mutable.empty();
        Map<String, Object> values = new TreeMap<>();
        for (ParameterDeclaration parameter : parameters) {
            String text = raw.getOrDefault(parameter.id(), parameter.defaultValue());
            try {
                values.put(parameter.id(), parameter.parse(text));
            } catch (InvalidInputException e) {
                findings.add(Finding.error(element + "." + parameter.id(), e.getMessage()));
                values.put(parameter.id(), parameter.parse(parameter.defaultValue()));
            }
        }
        for (String id : raw.keySet()) {
            if (!values.containsKey(id)) {
                findings.add(Finding.error(element + "." + id, "'" + this.id + "' has no parameter '" + id
                        + "'; it has " + names()));
            }
        }
        return new Resolution(Settings.of(values), findings.toImmutable());
    }

    private String names() {
        return parameters.isEmpty() ? "none" : parameters.collect(ParameterDeclaration::id).makeString(", ");
    }

    /**
     * @return a new implementation
     * @throws ContributionException if the plug-in's class cannot be made; the message names bundle and id
     */
    public <T> T create(Class<T> type) {
        try {
            return type.cast(factory.get());
        } catch (RuntimeException | LinkageError e) {
            throw new ContributionException(kind.id() + " '" + id + "' of bundle " + bundle + " cannot be loaded: " + e, e);
        }
    }
}

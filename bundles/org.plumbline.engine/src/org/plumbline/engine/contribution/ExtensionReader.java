package org.plumbline.engine.contribution;

import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;

/**
 * Reads the contributions from the platform's extension registry. Classes are loaded only when a contribution is
 * used; a declaration that cannot be read becomes a finding with bundle and id.
 */
public final class ExtensionReader {
    /** Prefix of the ids of all extension points of the engine. */
    public static final String NAMESPACE = "org.plumbline.engine";

    /** Name of the element that declares parameters once for several contributions of a kind. */
    private static final String GROUP = "parameterGroup";

    private final IExtensionRegistry extensions;
    private final MutableList<Contribution> contributions = Lists.mutable.empty();
    private final MutableList<Finding> findings = Lists.mutable.empty();

    private ExtensionReader(IExtensionRegistry extensions) {
        this.extensions = extensions;
    }

    /** @return everything that the installed bundles contribute */
    public static ContributionRegistry read(IExtensionRegistry extensions) {
        ExtensionReader reader = new ExtensionReader(extensions);
        for (ContributionKind kind : ContributionKind.values()) {
            reader.read(kind);
        }
        return new ContributionRegistry(reader.contributions, reader.findings);
    }

    private void read(ContributionKind kind) {
        ImmutableList<IConfigurationElement> elements = Lists.immutable
                .with(extensions.getConfigurationElementsFor(NAMESPACE, kind.id()));
        ImmutableList<IConfigurationElement> groups = elements.select(element -> element.getName().equals(GROUP));
        for (IConfigurationElement element : elements.reject(element -> element.getName().equals(GROUP))) {
            String bundle = element.getContributor().getName();
            try {
                contributions.add(contribution(kind, element, parameters(element, groups), bundle));
            } catch (InvalidInputException e) {
                findings.add(Finding.error("", kind.id() + " '" + element.getAttribute("id") + "' of bundle " + bundle
                        + " is ignored: " + e.getMessage()));
            }
        }
    }

    /** @return the parameters declared in an element, those of the groups that it names included, in the order of the file */
    private static ImmutableList<ParameterDeclaration> parameters(IConfigurationElement element,
            ImmutableList<IConfigurationElement> groups) {
        MutableList<ParameterDeclaration> parameters = Lists.mutable.empty();
        for (IConfigurationElement child : element.getChildren()) {
            switch (child.getName()) {
                case "parameter" -> parameters.add(parameter(child));
                case "parameters" -> {
                    String id = required(child, "group");
                    IConfigurationElement group = groups.detectOptional(g -> id.equals(g.getAttribute("id")))
                            .orElseThrow(() -> new InvalidInputException("there is no parameter group '" + id + "'"));
                    parameters.withAll(parameters(group, Lists.immutable.empty()));
                }
                default -> {
                    // the description
                }
            }
        }
        return parameters.toImmutable();
    }

    private static Contribution contribution(ContributionKind kind, IConfigurationElement element,
            ImmutableList<ParameterDeclaration> parameters, String bundle) {
        required(element, "class");
        Supplier<Object> factory = () -> {
            try {
                return element.createExecutableExtension("class");
            } catch (CoreException e) {
                throw new IllegalStateException(e.getStatus().getMessage(), e);
            }
        };
        return new Contribution(kind, required(element, "id"), required(element, "label"),
                description(element), optional(element, "version").orElse("1"), bundle, parameters, factory);
    }

    private static ParameterDeclaration parameter(IConfigurationElement element) {
        String id = required(element, "id");
        ParameterType type = type(id, required(element, "type"));
        ImmutableList<String> choices = optional(element, "choices")
                .map(text -> Lists.immutable.with(text.split("\\s*,\\s*"))).orElseGet(Lists.immutable::empty);
        ParameterDeclaration declaration = new ParameterDeclaration(id, optional(element, "label").orElse(id),
                description(element), type, optional(element, "unit").orElse(""),
                Optional.ofNullable(element.getAttribute("default")).orElseThrow(() -> missing(id, "default")),
                bound(element, "min"), bound(element, "max"),
                Boolean.parseBoolean(element.getAttribute("openMin")), choices, optional(element, "onlyWhen").orElse(""));
        try {
            declaration.parse(declaration.defaultValue());
        } catch (InvalidInputException e) {
            throw new InvalidInputException("default of parameter '" + id + "': " + e.getMessage(), e);
        }
        return declaration;
    }

    private static ParameterType type(String id, String text) {
        for (ParameterType type : ParameterType.values()) {
            if (type.name().equalsIgnoreCase(text)) {
                return type;
            }
        }
        throw new InvalidInputException("parameter '" + id + "' has the unknown type '" + text + "'");
    }

    private static Optional<Double> bound(IConfigurationElement element, String attribute) {
        return optional(element, attribute).map(text -> {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(attribute + " of parameter '" + element.getAttribute("id")
                        + "' is not a number: '" + text + "'", e);
            }
        });
    }

    private static String description(IConfigurationElement element) {
        IConfigurationElement[] children = element.getChildren("description");
        String text = children.length > 0 ? children[0].getValue() : element.getAttribute("description");
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    private static Optional<String> optional(IConfigurationElement element, String attribute) {
        return Optional.ofNullable(element.getAttribute(attribute)).filter(text -> !text.isBlank());
    }

    private static String required(IConfigurationElement element, String attribute) {
        return optional(element, attribute).orElseThrow(() -> missing(element.getName(), attribute));
    }

    private static InvalidInputException missing(String element, String attribute) {
        return new InvalidInputException("'" + element + "' has no attribute '" + attribute + "'");
    }
}

package org.plumbline.ui.core.type;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.resource.DataFormatException;
import org.eclipse.jface.resource.StringConverter;
import org.eclipse.swt.graphics.RGB;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.model.experiment.Component;

/** All type providers; the one for a contribution comes before the one for its kind. */
public final class TypeProviders {
    private static final RGB GREY = new RGB(0x70, 0x70, 0x70);

    private final ImmutableList<TypeProvider> providers;

    public TypeProviders(Iterable<TypeProvider> providers) {
        this.providers = Lists.immutable.withAll(providers);
    }

    /** @return the providers that the extension point {@code org.plumbline.ui.core.typeProvider} holds */
    public static TypeProviders read(IExtensionRegistry extensions) {
        MutableList<TypeProvider> found = Lists.mutable.empty();
        for (IConfigurationElement element : extensions.getConfigurationElementsFor("org.plumbline.ui.core",
                "typeProvider")) {
            Optional<ContributionKind> kind = ContributionKind.byId(String.valueOf(element.getAttribute("kind")));
            if (kind.isEmpty()) {
                ILog.of(TypeProviders.class).warn("type provider of bundle " + element.getContributor().getName()
                        + " is ignored: unknown kind '" + element.getAttribute("kind") + "'");
                continue;
            }
            found.add(new TypeProvider(kind.get(), text(element, "contribution"), text(element, "label"),
                    colour(element), words(text(element, "summary"))));
        }
        return new TypeProviders(found);
    }

    public TypeProvider of(Component component) {
        return of(Kinds.of(component), String.valueOf(component.getContribution()));
    }

    public TypeProvider of(ContributionKind kind, String contribution) {
        return providers.detectOptional(p -> p.kind() == kind && p.contribution().equals(contribution))
                .or(() -> providers.detectOptional(p -> p.kind() == kind && p.contribution().isEmpty()))
                .orElseGet(() -> new TypeProvider(kind, "", kind.id(), GREY, Lists.immutable.empty()));
    }

    private static ImmutableList<String> words(String text) {
        return text.isEmpty() ? Lists.immutable.empty() : Lists.immutable.with(text.split("\\s*,\\s*"));
    }

    private static RGB colour(IConfigurationElement element) {
        try {
            String[] parts = text(element, "colour").split("\\s*,\\s*");
            return StringConverter.asRGB(String.join(",", parts));
        } catch (DataFormatException e) {
            ILog.of(TypeProviders.class).warn("type provider of bundle " + element.getContributor().getName()
                    + ": colour is not three numbers: '" + element.getAttribute("colour") + "'");
            return GREY;
        }
    }

    private static String text(IConfigurationElement element, String attribute) {
        String text = element.getAttribute(attribute);
        return text == null ? "" : text.strip();
    }
}

package org.plumbline.headless;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.finding.InvalidInputException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plumbline list}: what is installed. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists contributions with their parameters, units and defaults.")
final class ListCommand implements Callable<Integer> {
    private static final String GALLERY = "gallery";
    private final Environment environment;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND",
            description = "dataset, architecture, layer, initialiser, optimiser, loss, training, analysis, runner, figure, exporter or gallery; all if left out.")
    private String kind;

    ListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (GALLERY.equals(kind)) {
            gallery();
            return ExitCode.DONE;
        }
        for (ContributionKind each : kinds()) {
            environment.out().println(each.id());
            environment.registry().all(each).forEach(this::print);
        }
        if (kind == null) {
            gallery();
        }
        environment.registry().findings().forEach(f -> environment.err().println("plumbline: " + f));
        environment.gallery().findings().forEach(f -> environment.err().println("plumbline: " + f));
        return ExitCode.DONE;
    }

    private ImmutableList<ContributionKind> kinds() {
        if (kind == null) {
            return Lists.immutable.with(ContributionKind.values());
        }
        Optional<ContributionKind> one = ContributionKind.byId(kind);
        return Lists.immutable.with(one.orElseThrow(() -> new InvalidInputException("unknown kind '" + kind + "'; there are "
                + Lists.immutable.with(ContributionKind.values()).collect(ContributionKind::id).makeString(", ") + ", " + GALLERY)));
    }

    private void print(Contribution contribution) {
        PrintWriter out = environment.out();
        out.printf("  %s - %s (%s, version %s)%n", contribution.id(), contribution.label(), contribution.bundle(),
                contribution.version());
        out.println("    " + contribution.description());
        for (ParameterDeclaration p : contribution.parameters()) {
            String unit = p.unit().isEmpty() ? "" : " [" + p.unit() + "]";
            String only = p.onlyWhen().isEmpty() ? "" : ", only when " + p.onlyWhen();
            out.printf("    %-14s %s%s%s, default %s%s%n", p.id(), p.typeText(), p.bounds(), unit,
                    p.defaultValue().isEmpty() ? "(empty)" : p.defaultValue(), only);
            out.println("                   " + p.description());
        }
    }

    private void gallery() {
        environment.out().println(GALLERY);
        environment.gallery().entries().forEach(e -> environment.out().printf("  gallery:%s - %s (%s)%n", e.id(), e.title(), e.bundle()));
    }
}

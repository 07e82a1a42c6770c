package org.plumbline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.plumbline.rules.SourceTree.BundleSource;

/** Dependencies point down only, and only along the edges that the architecture draws. */
class LayeringTest {
    private static final String PREFIX = "org.plumbline.";
    private static final Set<String> CONTRIBUTION = Set.of("engine", "numerics", "nd4j");

    /** Bundle to the bundles of ours that it may require; test bundles may require what their host may, and their host. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("nd4j", Set.of()),
            Map.entry("model", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("gallery", Set.of()),
            Map.entry("numerics", Set.of("nd4j")),
            Map.entry("theory", Set.of("numerics")),
            Map.entry("engine", Set.of("model", "nd4j", "numerics", "store")),
            Map.entry("architectures", CONTRIBUTION),
            Map.entry("initialisers", CONTRIBUTION),
            Map.entry("optimisers", CONTRIBUTION),
            Map.entry("datasets", CONTRIBUTION),
            Map.entry("analyses", Set.of("engine", "numerics", "nd4j", "theory")),
            Map.entry("example", CONTRIBUTION),
            Map.entry("runners.local", Set.of("engine", "store")),
            Map.entry("exporters", Set.of("engine", "numerics")),
            Map.entry("headless", Set.of("engine", "model", "store", "nd4j")),
            Map.entry("ui.core", Set.of("engine", "model", "store")),
            Map.entry("ui.plots", Set.of("engine")),
            Map.entry("ui.diagram", Set.of("ui.core", "engine", "model")),
            Map.entry("ui.views", Set.of("ui.core", "ui.plots", "engine", "model", "store")),
            Map.entry("ui.app", Set.of("ui.core", "engine", "model")));

    /** Test bundles that look at the whole product. */
    private static final Set<String> WHOLE = Set.of("contract.tests", "ui.tests", "rules.tests");

    @Test
    void bundlesRequireOnlyWhatTheArchitectureAllows() {
        List<String> wrong = new ArrayList<>();
        for (BundleSource bundle : ourBundles()) {
            String name = bundle.name().substring(PREFIX.length());
            if (WHOLE.contains(name) || bundle.manifest().getValue("Eclipse-PlatformFilter") != null
                    || name.endsWith(".compat")) {
                continue;
            }
            String host = name.endsWith(".tests") ? name.substring(0, name.length() - ".tests".length()) : name;
            Set<String> allowed = ALLOWED.get(host);
            if (allowed == null) {
                wrong.add(name + " is not on the picture of the architecture");
                continue;
            }
            for (String required : bundle.requires()) {
                if (required.startsWith(PREFIX)) {
                    String target = required.substring(PREFIX.length());
                    boolean own = host.equals(target) && !name.equals(host);
                    if (!own && !allowed.contains(target)) {
                        wrong.add(name + " -> " + target);
                    }
                }
            }
        }
        assertThat(wrong).as("edges that the architecture does not allow").isEmpty();
    }

    @Test
    void ourPackagesAreNotImportedPastTheRequiredBundles() {
        List<String> wrong = new ArrayList<>();
        for (BundleSource bundle : ourBundles()) {
            bundle.imports().stream().filter(p -> p.startsWith(PREFIX)).forEach(p -> wrong.add(bundle.name() + " imports " + p));
        }
        assertThat(wrong).as("packages of ours come through Require-Bundle, where the edges can be seen").isEmpty();
    }

    @Test
    void nothingBelowTheLineKnowsTheUserInterface() {
        List<String> wrong = new ArrayList<>();
        for (BundleSource bundle : ourBundles()) {
            if (bundle.name().startsWith(PREFIX + "ui.") || bundle.name().endsWith(".compat")) {
                continue;
            }
            for (String name : concat(bundle.requires(), bundle.imports())) {
                if (name.matches("org\\.eclipse\\.(swt|jface|ui|gef|draw2d|e4)(\\..*)?")) {
                    wrong.add(bundle.name() + " -> " + name);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyNd4jAndNumericsReachNativeLibraries() throws IOException {
        Set<String> may = Set.of("nd4j", "nd4j.tests", "numerics", "numerics.tests");
        List<String> wrong = new ArrayList<>();
        for (BundleSource bundle : ourBundles()) {
            if (may.contains(bundle.name().substring(PREFIX.length())) || bundle.name().equals("org.plumbline.rules.tests")) {
                continue;
            }
            for (Path source : bundle.files(".java")) {
                if (Files.readString(source).contains("org.bytedeco")) {
                    wrong.add(SourceTree.root().relativize(source).toString());
                }
            }
        }
        assertThat(wrong).as("sources that name org.bytedeco").isEmpty();
    }

    private static List<BundleSource> ourBundles() {
        List<BundleSource> bundles = SourceTree.bundles();
        assertThat(bundles).as("bundles under %s", SourceTree.root()).hasSizeGreaterThan(10);
        return bundles;
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}

package org.plumbline.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles as they stand in the source tree. */
final class SourceTree {
    private SourceTree() {
    }

    /** A bundle's folder and its manifest. */
    record BundleSource(Path folder, Attributes manifest) {
        String name() {
            return manifest.getValue("Bundle-SymbolicName").split(";")[0].strip();
        }

        /** @return symbolic names of the bundles that it requires, and of its host if it is a fragment */
        List<String> requires() {
            return Stream.concat(names("Require-Bundle").stream(), names("Fragment-Host").stream()).toList();
        }

        List<String> imports() {
            return Stream.concat(names("Import-Package").stream(), names("DynamicImport-Package").stream()).toList();
        }

        /** @return the names in a header: what stands before the first semicolon of each clause */
        private List<String> names(String header) {
            String value = manifest.getValue(header);
            List<String> names = new ArrayList<>();
            if (value != null) {
                for (String clause : value.replaceAll("\"[^\"]*\"", "").split(",")) {
                    names.add(clause.split(";")[0].strip());
                }
            }
            return names;
        }

        List<Path> files(String suffix) {
            return SourceTree.files(folder, suffix);
        }
    }

    static Path root() {
        String root = System.getProperty("plumbline.root");
        if (root == null) {
            throw new IllegalStateException("the build gives the root of the source tree as -Dplumbline.root");
        }
        return Path.of(root);
    }

    /** @return all bundles, test bundles and natives included */
    static List<BundleSource> bundles() {
        List<BundleSource> bundles = new ArrayList<>();
        for (Path manifest : files(root().resolve("bundles"), "META-INF/MANIFEST.MF")) {
            try (InputStream in = Files.newInputStream(manifest)) {
                bundles.add(new BundleSource(manifest.getParent().getParent(), new Manifest(in).getMainAttributes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bundles;
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().replace('\\', '/').endsWith(suffix))
                    .filter(file -> !file.toString().contains("/target/") && !file.toString().contains("/bin/"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

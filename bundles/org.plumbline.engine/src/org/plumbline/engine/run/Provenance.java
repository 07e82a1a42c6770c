package org.plumbline.engine.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.plumbline.engine.passport.Passport;

/** Where numbers were made: versions, machine, time. Not part of any identity. */
public final class Provenance {
    private Provenance() {
    }

    /** @return key to text: what this process is and runs on */
    static ImmutableSortedMap<String, String> collect(String runner, int workers) {
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("passport", Passport.current().id());
        facts.put("runner", runner);
        facts.put("workers", Integer.toString(workers));
        Optional.ofNullable(FrameworkUtil.getBundle(Provenance.class)).map(Bundle::getBundleContext).ifPresent(context -> {
            for (Bundle bundle : context.getBundles()) {
                if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith("org.plumbline.")
                        && bundle.getHeaders("").get("Fragment-Host") == null) {
                    facts.put("bundle/" + bundle.getSymbolicName(), bundle.getVersion().toString());
                }
            }
        });
        return SortedMaps.immutable.withSortedMap(facts);
    }
}

package org.plumbline.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.preflight.Preflight;
import org.plumbline.engine.preflight.PreflightJson;
import org.plumbline.engine.preflight.PreflightService;
import org.plumbline.engine.preflight.PreflightText;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.store.RunFolder;

import com.google.gson.GsonBuilder;

/** Prints what a run would take, and writes nothing. */
final class DryRun {
    private DryRun() {
    }

    /** Of what is left of a stored run. */
    static int ofFolder(Environment environment, Path folder, int workers, ExplainCommand.Format format)
            throws IOException, InterruptedException {
        RunPlan plan = RunHeader.plan(environment.registry(), RunFolder.forReading(folder));
        return of(environment, new Compilation(Optional.of(plan), Lists.immutable.empty(), Lists.immutable.empty()), plan.name(), folder,
                workers, format);
    }

    static int of(Environment environment, Compilation compilation, String name, Path folder, int workers, ExplainCommand.Format format)
            throws IOException, InterruptedException {
        Preflight preflight = new PreflightService(environment.registry()).of(compilation, name, folder, workers);
        if (format == ExplainCommand.Format.json) {
            environment.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(PreflightJson.of(preflight)));
        } else {
            environment.out().print(PreflightText.of(preflight));
        }
        return preflight.possible() ? ExitCode.DONE : ExitCode.INVALID_INPUT;
    }
}

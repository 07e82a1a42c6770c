package org.plumbline.headless;

import java.util.concurrent.Callable;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.passport.SelfTest;
import org.plumbline.engine.passport.Verdict;

import picocli.CommandLine.Command;

/** {@code plumbline doctor}: whether this machine computes what it should. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Checks generator, array library, LAPACK and kernels on this machine against each other and against definitions.")
final class DoctorCommand implements Callable<Integer> {
    private final Environment environment;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        environment.out().println("Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        ImmutableList<Verdict> verdicts = SelfTest.run();
        verdicts.forEach(v -> environment.out().printf("%-6s %-14s %s%n", v.ok() ? "ok" : "FAILED", v.item(), v.text()));
        return verdicts.allSatisfy(Verdict::ok) ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    }
}

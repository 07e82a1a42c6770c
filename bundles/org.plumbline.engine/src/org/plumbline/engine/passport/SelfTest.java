package org.plumbline.engine.passport;

import java.util.ArrayList;
import java.util.List;

/** Checks that this machine computes what it should. Takes some seconds; random input is fresh each time. */
public final class SelfTest {
    private final List<Check> checks;

    SelfTest(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** @return the checks that there are: generator, linear algebra, array library, kernels, machine, GPU */
    static SelfTest standard() {
        List<Check> all = new ArrayList<>(GeneratorChecks.all());
        all.addAll(LinearAlgebraChecks.all());
        all.addAll(ArrayChecks.all());
        all.addAll(KernelChecks.all());
        all.addAll(MachineChecks.all());
        all.addAll(GpuCheck.all());
        return new SelfTest(all);
    }

    /** @return a verdict per check, in their order */
    List<Verdict> run() {
        return checks.stream().map(Check::run).toList();
    }
}

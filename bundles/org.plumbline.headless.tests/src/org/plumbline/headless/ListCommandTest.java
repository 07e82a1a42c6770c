package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListCommandTest {

    @Test
    void listsAllKindsWithParametersAndDefaults() {
        CommandLineSession session = CommandLineSession.run("list");
        assertThat(session.code()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out()).contains("residual-dense", "xavier-depth", "adam", "sgd", "squared-error", "synthetic-ode", "mnist",
                "depth-scaling", "gallery:scaling-limits/tanh-adam");
    }

    @Test
    void oneKindAlone() {
        CommandLineSession session = CommandLineSession.run("list", "optimiser");
        assertThat(session.out()).contains("lr").contains("real > 0").contains("default").doesNotContain("residual-dense");
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        for (Object[] arguments : new Object[][] {{"help"}, {"--help"}}) {
            CommandLineSession session = CommandLineSession.run(arguments);
            assertThat(session.code()).isZero();
            assertThat(session.out()).contains("run", "validate", "list", "report", "doctor", "interrupted");
        }
        assertThat(CommandLineSession.run("help", "run").out()).contains("--workers", "--set", "--backend");
    }
}

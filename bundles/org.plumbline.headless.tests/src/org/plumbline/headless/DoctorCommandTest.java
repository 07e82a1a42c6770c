package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    @Test
    void allItemsPassOnASoundMachine() {
        CommandLineSession session = CommandLineSession.run("doctor");
        assertThat(session.out()).contains("generator", "array library", "LAPACK", "fused kernels", "fused residual");
        assertThat(session.code()).as(session.out()).isZero();
    }
}

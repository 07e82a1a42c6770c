package org.plumbline.engine.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class GpuCheckTest {

    @Test
    void eachDeviceIsNamedWithTheReasonWhyItIsNotUsed() {
        assertThat(GpuCheck.describe(List.of(), false)).isEqualTo("none found");
        assertThat(GpuCheck.describe(List.of(), true)).startsWith("not used: there is a driver");
        assertThat(GpuCheck.describe(List.of("NVIDIA H200, 9.0"), true)).isEqualTo("NVIDIA H200, compute capability 9.0, not used: "
                + "nd4j-cuda-11.6 holds machine code up to 8.6 and no PTX, so it cannot run there");
        assertThat(GpuCheck.describe(List.of("NVIDIA A100, 8.0", "Tesla, [N/A]"), true)).contains("A100, compute capability 8.0, not used")
                .endsWith("; Tesla, not used: compute capability unknown");
    }
}

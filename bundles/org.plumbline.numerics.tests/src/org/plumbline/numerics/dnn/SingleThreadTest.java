package org.plumbline.numerics.dnn;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

class SingleThreadTest {

    @Test
    void acceptsOneThreadOnly() {
        assertThatCode(() -> SingleThread.require(Map.of("OMP_NUM_THREADS", "1"), 8)).doesNotThrowAnyException();
        assertThatCode(() -> SingleThread.require(Map.of("OMP_NUM_THREADS", " 1,4"), 8)).doesNotThrowAnyException();
        assertThatCode(() -> SingleThread.require(Map.of(), 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SingleThread.require(Map.of(), 2)).hasMessageContaining("found none on 2 processors");
        assertThatThrownBy(() -> SingleThread.require(Map.of("OMP_NUM_THREADS", "10"), 2)).hasMessageContaining("found 10");
    }
}

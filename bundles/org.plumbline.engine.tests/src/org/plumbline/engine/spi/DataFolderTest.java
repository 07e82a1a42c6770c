package org.plumbline.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.finding.InvalidInputException;

class DataFolderTest {

    @Test
    void propertyThenVariableThenHome() {
        Map<String, String> variable = Map.of("PLUMBLINE_DATA", "/x");
        assertThat(DataFolder.of("/p", variable, "/h")).isEqualTo(Path.of("/p"));
        assertThat(DataFolder.of("", variable, "/h")).isEqualTo(Path.of("/x"));
        assertThat(DataFolder.of(" ", Map.of("PLUMBLINE_DATA", " "), "/h")).isEqualTo(Path.of("/h/.plumbline/data"));
        assertThatThrownBy(() -> DataFolder.of("a\0b", Map.of(), "/h")).isInstanceOf(InvalidInputException.class);
    }
}

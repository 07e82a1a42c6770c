package org.plumbline.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentMigrationTest {

    @Test
    void currentContentIsLeftAlone() throws ExperimentFormatException {
        byte[] content = {1, 2, 3};
        assertThat(new ExperimentMigration().toCurrent(content, 1, "x")).isSameAs(content);
    }

    @Test
    void newerVersionIsRefused() {
        assertThatThrownBy(() -> new ExperimentMigration().toCurrent(new byte[0], 2, "a.experiment"))
                .isInstanceOf(ExperimentFormatException.class)
                .hasMessage("a.experiment: format version 2 is newer than 1, the newest that this release reads");
    }

    @Test
    void stepsAreTakenInOrderFromTheStatedVersion() throws ExperimentFormatException {
        ExperimentMigration migration = new ExperimentMigration(3, List.of(new Append(1), new Append(2)));
        assertThat(migrated(migration, 1)).isEqualTo("file12");
        assertThat(migrated(migration, 2)).isEqualTo("file2");
        assertThat(migrated(migration, 3)).isEqualTo("file");
    }

    @Test
    void gapInTheHistoryIsAProgrammingError() {
        assertThatThrownBy(() -> new ExperimentMigration(3, List.of(new Append(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExperimentMigration(2, List.of(new Append(2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String migrated(ExperimentMigration migration, int version) throws ExperimentFormatException {
        return new String(migration.toCurrent("file".getBytes(StandardCharsets.UTF_8), version, "x"), StandardCharsets.UTF_8);
    }

    private record Append(int from) implements ExperimentMigration.Step {

        @Override
        public byte[] apply(byte[] content, String file) {
            return (new String(content, StandardCharsets.UTF_8) + from).getBytes(StandardCharsets.UTF_8);
        }
    }
}

package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.engine.passport.Passport;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class DoctorCommandTest {
    private static final String STATE = "plumbline.state";

    @TempDir
    private Path folder;

    @BeforeEach
    void keepVerdictsOutOfTheHomeFolder() {
        System.setProperty(STATE, folder.toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(STATE);
    }

    @Test
    void noItemFailsOnASoundMachine() {
        CommandLineSession session = CommandLineSession.run("doctor");

        assertThat(session.out()).contains("generator", "singular values", "fused residual", "routed ND4J svd", "GPU")
                .doesNotContain("FAILED").contains("passport " + Passport.current().id());
        assertThat(session.code()).as(session.out()).isZero();
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void jsonSaysTheSame() {
        JsonObject json = JsonParser.parseString(CommandLineSession.run("doctor", "--format", "json").out()).getAsJsonObject();

        assertThat(json.get("id").getAsString()).isEqualTo(Passport.current().id());
        assertThat(json.get("sound").getAsBoolean()).isTrue();
        assertThat(json.getAsJsonArray("items")).hasSameSizeAs(Passport.current().items());
    }

    @Test
    void anUnknownFormatIsRefusedBeforeTheTest() {
        CommandLineSession session = CommandLineSession.run("doctor", "--format", "xml");

        assertThat(session.code()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(session.errors()).containsExactly("plumbline: --format: unknown format 'xml'; there are text, json");
    }
}

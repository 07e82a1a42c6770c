package org.plumbline.headless;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.collections.api.factory.Lists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Caution;
import org.plumbline.engine.run.RunDocument;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What other programs read of a run: all that its analyses say. */
class RunDocumentTest {

    private static JsonObject analysis(AnalysisResult result) {
        return JsonParser.parseString(RunDocument.json(SampleRun.of(result))).getAsJsonObject().getAsJsonArray("analyses").get(0).getAsJsonObject();
    }

    @Test
    void holdsTheCellsOfAMap() {
        JsonObject map = analysis(SampleRun.map()).getAsJsonObject("map");
        assertThat(map.getAsJsonArray("xs")).hasSize(2);
        assertThat(map.getAsJsonArray("cells")).hasSize(4);
        assertThat(map.getAsJsonArray("cells").get(0).getAsJsonObject().get("value").getAsDouble()).isEqualTo(0.125);
        assertThat(analysis(SampleRun.exponent()).get("map").isJsonNull()).isTrue();
    }

    @Test
    void holdsWhatSpeaksAgainstANumber() {
        JsonObject bent = analysis(SampleRun.result("Q", "exponent of Q", SampleRun.estimate(-0.5, 0.01, -0.6, -0.4, "")
                .against(Lists.immutable.with(new Caution("bends", "it bends by 0.02")))));
        assertThat(bent.get("value").getAsDouble()).isEqualTo(-0.5);
        assertThat(bent.getAsJsonArray("cautions").get(0).getAsJsonObject().get("text").getAsString()).isEqualTo("it bends by 0.02");
        assertThat(analysis(SampleRun.missing()).get("value").isJsonNull()).isTrue();
    }
}

package org.plumbline.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Caution;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class ResultJsonTest {
    private static final ResultPoint POINT = new ResultPoint(8, 0.1 + 0.2, Double.NaN, 1e-300, 1, 2, Lists.immutable.with("t\"1"));
    private static final AnalysisResult PLAIN = new AnalysisResult("s", "q", "a \u03b1", "meaning", Optional.of(new Estimate(-1.0 / 3, Double.NaN, -1, 0,
            0.9, 3, "layers", "by hand", Lists.immutable.with("t1", "t2"), Lists.immutable.with(new Caution("bends", "it bends")))), new ResultAxis("depth", "layers", true), new ResultAxis("q", "", false),
            Lists.immutable.with(POINT), Optional.of(new FitLine(1, 2, 3, 4)), Lists.immutable.with("note"));

    private static JsonObject text(AnalysisResult result) {
        return JsonParser.parseString(RunJson.GSON.toJson(ResultJson.of(result))).getAsJsonObject();
    }

    @Test
    void everythingComesBack() {
        AnalysisResult rich = PLAIN.withCurves(Lists.immutable.with(new Curve("c", "label", Curve.Style.BAND, Lists.immutable.with(POINT))))
                .withTables(Lists.immutable.with(new ResultTable("t", Lists.immutable.with("a", "b"),
                        Lists.immutable.with(Lists.immutable.with("1", "2"), Lists.immutable.with("", "x,y")))))
                .concluding(new Conclusion("undecided", false, Lists.immutable.with("first", "second"))).noting("further")
                .withMap(new ResultMap(DoubleLists.immutable.with(0.1, 1e300), DoubleLists.immutable.with(-1), new ResultAxis("z", "bits", true),
                        Optional.of(new ResultMap.Range(-1, 0.1)), Lists.immutable.with(new ResultMap.Cell(0.1 + 0.2, 1, 2, Lists.immutable.with("t1")),
                                new ResultMap.Cell(Double.NaN, 0, 0, Lists.immutable.empty()))));
        assertThat(rich.notes()).containsExactly("note", "further");
        assertThat(ResultJson.result(text(rich))).isEqualTo(rich);
        assertThat(ResultJson.result(text(PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void aMapKeepsItsRangeOpen() {
        AnalysisResult map = PLAIN.withMap(new ResultMap(DoubleLists.immutable.with(1), DoubleLists.immutable.with(2, 3), new ResultAxis("z", "", false),
                Optional.empty(), Lists.immutable.with(new ResultMap.Cell(1, 1, 1, Lists.immutable.empty()), new ResultMap.Cell(2, 1, 1, Lists.immutable.empty()))));
        assertThat(ResultJson.result(text(map))).isEqualTo(map);
    }

    /** Results that were stored before there were curves, tables, conclusions and maps. */
    @Test
    void whatIsNotThereIsEmpty() {
        JsonObject old = text(PLAIN);
        old.remove("curves");
        old.remove("tables");
        old.remove("conclusion");
        old.remove("map");
        assertThat(ResultJson.result(old)).isEqualTo(PLAIN);
    }

    /** A list of trials stands once in what a run stores, and comes back everywhere. */
    @Test
    void listsOfTrialsAreStoredOnce() {
        AnalysisResult curved = PLAIN.withCurves(Lists.immutable.with(new Curve("c", "label", Curve.Style.BAND, Lists.immutable.with(POINT))));
        ImmutableList<AnalysisResult> results = Lists.immutable.with(PLAIN, curved, PLAIN);
        String text = StoredResults.text(results);
        assertThat(text.split("\"t2\"", -1)).hasSize(2);
        assertThat(StoredResults.read(JsonParser.parseString(text).getAsJsonArray())).isEqualTo(results);
    }

    /** Results that were stored when each list was written out. */
    @Test
    void listsThatAreWrittenOutAreRead() {
        JsonArray old = new JsonArray();
        old.add(text(PLAIN));
        old.add(text(PLAIN));
        assertThat(StoredResults.read(old)).isEqualTo(Lists.immutable.with(PLAIN, PLAIN));
    }
}

package org.plumbline.exporters;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.FitLine;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultMap;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.ResultTable;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.RunData;
import org.plumbline.engine.spi.TensorData;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** A run in memory, with fresh random numbers and names that ask for trouble. */
public record TestRun(RunHeader header, ImmutableList<TrialRecord> records, ImmutableList<AnalysisResult> results, boolean complete,
        Map<String, SortedMap<String, TensorData>> tensors) implements RunData {
    public static final String STARTED = "2026-03-01T12:00:00Z";
    public static final String NASTY = "a \"b\", c\nd\r\n\u00e9\u4e2d\ud83d\ude00;=1+2";

    /** A run of some trials that are DONE, all of them planned. */
    public static TestRun of(String identity, TrialRecord... records) {
        Map<String, SortedMap<String, TensorData>> tensors = new TreeMap<>();
        for (TrialRecord record : records) {
            if (record.state() == TrialState.DONE) {
                tensors.put(record.id(), tensors(record.seed()));
            }
        }
        return new TestRun(new RunHeader("test run", "A run, " + NASTY, identity, records.length,
                SortedMaps.immutable.of("started", STARTED)), Lists.immutable.with(records), Lists.immutable.with(result(records[0].id())),
                true, tensors);
    }

    public TestRun only(TrialRecord... some) {
        return new TestRun(header, Lists.immutable.with(some), results, false, tensors);
    }

    /** @return 32 letters and digits that differ for different numbers in the first eight */
    public static String id(int number) {
        return String.format("%08x", number * 0x9e3779b9).repeat(4);
    }

    public static TrialRecord trial(int number, TrialState state, int epochs) {
        RandomStream random = new RandomStreams(System.nanoTime()).stream("trial");
        double[] losses = new double[epochs];
        for (int i = 0; i < epochs; i++) {
            losses[i] = Math.exp(40 * random.uniform() - 20);
        }
        boolean done = state == TrialState.DONE;
        return new TrialRecord(id(number), SortedMaps.immutable.of("architecture.depth", Integer.toString(4 * number), "optimiser.note", NASTY),
                number, 4 * number, state, done ? "" : "stopped: " + NASTY, done ? losses[epochs - 1] : Double.NaN, 7L * epochs, epochs, 0.25 * epochs,
                DoubleLists.immutable.with(losses), done
                        ? SortedMaps.immutable.of("scaling/maxNorm(A)", random.uniform(), "scaling/../|" + NASTY, Math.nextUp(1.0))
                        : SortedMaps.immutable.empty());
    }

    private static SortedMap<String, TensorData> tensors(long seed) {
        RandomStream random = new RandomStreams(seed).stream("tensors");
        float[] single = new float[24];
        random.gaussians(single, 0, 1);
        double[] wide = {random.uniform(), Double.MIN_VALUE, Math.nextUp(1.0), Double.NEGATIVE_INFINITY, Double.NaN};
        SortedMap<String, TensorData> tensors = new TreeMap<>();
        tensors.put("A", new TensorData(Shape.of(2, 3, 4), RealArray.of(single)));
        tensors.put("block/b.1", new TensorData(Shape.of(5), RealArray.of(wide)));
        tensors.put("one", new TensorData(Shape.SCALAR, RealArray.of(3.5f)));
        tensors.put("../up:\\" + NASTY, new TensorData(Shape.of(1), RealArray.of(1f)));
        return tensors;
    }

    private static AnalysisResult result(String trial) {
        return new AnalysisResult("scaling", "maxNorm(A)", NASTY, "exponent", Optional.of(new Estimate(-1.0 / 3, Double.NaN, Double.NaN, Double.NaN,
                0.95, 1, "", "least, squares", Lists.immutable.with(trial))), new ResultAxis("depth", "layers", true), new ResultAxis("norm", "", true),
                Lists.immutable.with(new ResultPoint(4, 0.1 + 0.2, 1e-300, Math.PI, 1, 2, Lists.immutable.with(trial)),
                        new ResultPoint(8, Double.NaN, Double.NaN, Double.NaN, 0, 2, Lists.immutable.empty())),
                Optional.of(new FitLine(-1.0 / 3, 2, 4, 8)), Lists.immutable.with("one.", "two."))
                .withCurves(Lists.immutable.with(new Curve("rival", NASTY, Curve.Style.BAND,
                        Lists.immutable.with(new ResultPoint(0.1, Double.NaN, 1e-300, 0.1 + 0.2, 0, 0, Lists.immutable.empty())))))
                .withTables(Lists.immutable.with(new ResultTable("rivals, ranked", Lists.immutable.with("law", "AICc"),
                        Lists.immutable.with(Lists.immutable.with("power", "-3.5"), Lists.immutable.with(NASTY, "")))))
                .withMap(new ResultMap(DoubleLists.immutable.with(0.1, 0.2), DoubleLists.immutable.with(3), new ResultAxis("z", "", false), Optional.empty(),
                        Lists.immutable.with(new ResultMap.Cell(0.1 + 0.2, 1, 2, Lists.immutable.with(trial)),
                                new ResultMap.Cell(Double.NaN, 0, 1, Lists.immutable.empty()))))
                .concluding(new Conclusion("neural \"ODE\"", true, Lists.immutable.with("first", "second")));
    }

    /** Of trials that are DONE: a number at two steps, and three layers at one. */
    @Override
    public SortedMap<String, Observations> observations(String trial) {
        SortedMap<String, Observations> observed = new TreeMap<>();
        if (tensors.containsKey(trial)) {
            observed.put("scaling", new Observations() {
                @Override
                public ImmutableList<String> scalars() {
                    return Lists.immutable.with("J " + NASTY);
                }

                @Override
                public Scalar scalar(String quantity) {
                    return new Scalar(new long[] {0, 1L << 40}, new double[] {0.1 + 0.2, Double.NaN});
                }

                @Override
                public ImmutableList<String> series() {
                    return Lists.immutable.with("norm(A)");
                }

                @Override
                public Optional<Layers> series(String quantity) {
                    return Optional.of(new Layers(new long[] {7}, new double[][] {{1, 1e-300, -3}}));
                }
            });
        }
        return observed;
    }

    @Override
    public SortedMap<String, TensorData> parameters(String trial) {
        return tensors.getOrDefault(trial, new TreeMap<>());
    }
}

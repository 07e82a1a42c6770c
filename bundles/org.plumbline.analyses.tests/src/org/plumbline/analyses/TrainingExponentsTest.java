package org.plumbline.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.SortedMaps;
import org.eclipse.collections.api.factory.primitive.DoubleLists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.junit.jupiter.api.Test;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Observations;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

class TrainingExponentsTest {
    private static final ExponentResult.Quantity QUANTITY = new ExponentResult.Quantity("q", "q", 1);
    private static final Settings SETTINGS = Settings.of(Map.of("fitFrom", 4L, "fitTo", 1000L));

    /** Trials with a number at some steps each. */
    private static final class Observed implements TrialSet {
        private final MutableList<TrialRecord> records = Lists.mutable.empty();
        private final Map<String, Observations.Scalar> scalars = new HashMap<>();

        /** @param last the trial observes at steps 0, 10, .. up to this one: 3 L^(slope step / 100) */
        void add(int depth, long seed, double slope, long last) {
            long[] steps = LongStream.rangeClosed(0, last / 10).map(i -> 10 * i).toArray();
            double[] values = LongStream.of(steps).mapToDouble(step -> 3 * Math.pow(depth, slope * step / 100)).toArray();
            String id = depth + "/" + seed;
            scalars.put(id, new Observations.Scalar(steps, values));
            records.add(new TrialRecord(id, SortedMaps.immutable.empty(), seed, depth, TrialState.DONE, "", 0, last, 1, 1,
                    DoubleLists.immutable.empty(), SortedMaps.immutable.empty()));
        }

        @Override
        public ImmutableList<TrialRecord> records() {
            return records.toImmutable();
        }

        @Override
        public Optional<TrainedNetwork> trained(TrialRecord trial) {
            return Optional.empty();
        }

        @Override
        public Observations observations(TrialRecord trial) {
            return new Observations() {
                @Override
                public ImmutableList<String> scalars() {
                    return Lists.immutable.with("q");
                }

                @Override
                public Scalar scalar(String quantity) {
                    return scalars.get(trial.id());
                }

                @Override
                public ImmutableList<String> series() {
                    return Lists.immutable.empty();
                }

                @Override
                public Optional<Layers> series(String quantity) {
                    return Optional.empty();
                }
            };
        }
    }

    /** Slopes -1 and -2, times the share of 100 steps; the shortest training ends at step 60. */
    @Test
    void theExponentIsFollowedAsFarAsAllTrialsGo() throws Exception {
        Observed trials = new Observed();
        for (int depth : new int[] {4, 8, 16, 32}) {
            trials.add(depth, 0, -1, 100);
            trials.add(depth, 1, -2, depth == 16 ? 60 : 80);
        }
        // Outside of the window: it neither counts nor shortens.
        trials.add(2, 0, 5, 10);
        AnalysisResult result = new TrainingExponents(trials, "s", SETTINGS).of(QUANTITY, "", trials.records()).orElseThrow();
        assertThat(result.points().collect(point -> point.x()).castToList()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
        result.points().forEach(point -> {
            assertThat(point.value()).isCloseTo(-1.5 * point.x() / 100, within(1e-12));
            assertThat(point.low()).isCloseTo(-2 * point.x() / 100, within(1e-12));
            assertThat(point.high()).isCloseTo(-point.x() / 100, within(1e-12));
            assertThat(point.n()).isEqualTo(2);
        });
        assertThat(result.quantity()).isEqualTo("q during training");
    }

    @Test
    void tooFewDepthsOrNothingObservedGiveNothing() throws Exception {
        Observed few = new Observed();
        for (int depth : new int[] {4, 8, 16}) {
            few.add(depth, 0, -1, 100);
        }
        assertThat(new TrainingExponents(few, "s", SETTINGS).of(QUANTITY, "", few.records())).isEmpty();
        TrialSet none = TrialSet.of(few.records());
        assertThat(new TrainingExponents(none, "s", SETTINGS).of(QUANTITY, "", none.records())).isEmpty();
    }
}

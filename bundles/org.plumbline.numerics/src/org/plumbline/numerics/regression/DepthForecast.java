package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * The value at the deepest depth, foretold by power laws through all others, against the value found.
 * <p>Each seed's line of ln y over ln L without its deepest point, taken on to that depth; predicted = exp of the mean over seeds,
 * found = geometric mean of the values there. Interval of prediction: mean -+ t s (sum_s (1 + 1/n_s + (x - xbar_s)^2 / S_xx,s))^(1/2)
 * / seeds, s^2 the scatter about all lines together, sum_s (n_s - 2) degrees of freedom; it takes scatter as equal and independent
 * between depths. Works from one seed on.</p>
 * Source: Draper, Smith, "Applied regression analysis", ch. 1 (prediction). Pinned by ExponentCardTest.
 *
 * @param depth     deepest depth that all seeds have and none exceeds
 * @param predicted in units of the values
 * @param interval  of the prediction, in units of the values
 * @param found     geometric mean over seeds
 */
public record DepthForecast(double depth, double predicted, Interval interval, double found) {

    /** Says whether what was found lies in the interval. */
    public boolean holds() {
        return interval.contains(found);
    }

    /** Returns the forecast, or empty if the seeds do not share their deepest depth. */
    static Optional<DepthForecast> of(SweepTable table, double level) {
        double[] depths = table.depths();
        double deepest = depths[depths.length - 1];
        List<SeedSweep> rest = new ArrayList<>();
        double found = 0;
        for (SeedSweep sweep : table.sweeps()) {
            int last = sweep.depths().length - 1;
            if (sweep.depths()[last] != deepest) {
                return Optional.empty();
            }
            found += Math.log(sweep.values()[last]) / table.sweeps().size();
            rest.add(new SeedSweep(sweep.seed(), Arrays.copyOf(sweep.depths(), last), Arrays.copyOf(sweep.values(), last)));
        }
        double x = Math.log(deepest);
        double mean = 0;
        double factor = 0;
        double squares = 0;
        int freedom = 0;
        for (SeedSweep sweep : rest) {
            double[] logs = SweepTable.logarithms(sweep.depths());
            double[] values = SweepTable.logarithms(sweep.values());
            LinearFit line = LinearFit.of(logs, values);
            double centre = Arrays.stream(logs).sum() / logs.length;
            double sxx = Arrays.stream(logs).map(t -> (t - centre) * (t - centre)).sum();
            mean += (line.intercept() + line.slope() * x) / rest.size();
            factor += 1 + 1.0 / logs.length + (x - centre) * (x - centre) / sxx;
            squares += Arrays.stream(Curvature.residuals(logs, values)).map(e -> e * e).sum();
            freedom += logs.length - 2;
        }
        double halfWidth = StudentT.twoSided(level, freedom) * Math.sqrt(squares / freedom * factor) / rest.size();
        return Optional.of(new DepthForecast(deepest, Math.exp(mean),
                new Interval(Math.exp(mean - halfWidth), Math.exp(mean + halfWidth), level), Math.exp(found)));
    }
}

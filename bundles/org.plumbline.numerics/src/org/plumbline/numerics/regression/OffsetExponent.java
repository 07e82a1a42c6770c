package org.plumbline.numerics.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.plumbline.numerics.regression.SeedExponents.SeedSweep;

/**
 * The exponent c of y = a + b L^c, with its error from the seeds.
 * <p>The offset power law is fitted to the geometric means over seeds; with theta that of all n seeds and theta_i that without seed
 * i, the pseudo-values n theta - (n - 1) theta_i are treated as independent replicates: their mean is the estimate, Student's t their
 * interval. Averaging before fitting keeps the bias of the curved fit small, and the jackknife takes off what is left of order
 * 1/n.</p>
 * Source: Efron, Tibshirani, "An introduction to the bootstrap", ch. 11. Pinned by ExponentCardTest.
 */
final class OffsetExponent {

    private OffsetExponent() {
    }

    /** Returns the pseudo-values' mean, or empty with one seed, fewer than six common depths, or a fit at the edge of its range. */
    static Optional<SampleMean> of(SweepTable table) {
        int seeds = table.sweeps().size();
        if (seeds < 2 || table.commonDepths().length < DepthModel.OFFSET_POWER_LAW.parameters() + 3) {
            return Optional.empty();
        }
        DepthModelFit all = fit(table.sweeps());
        double[] pseudo = new double[seeds];
        for (int i = 0; i < seeds; i++) {
            List<SeedSweep> rest = new ArrayList<>(table.sweeps());
            rest.remove(i);
            DepthModelFit without = fit(rest);
            if (without.atEdge()) {
                return Optional.empty();
            }
            pseudo[i] = seeds * all.shape() - (seeds - 1) * without.shape();
        }
        return all.atEdge() ? Optional.empty() : Optional.of(SampleMean.of(pseudo));
    }

    private static DepthModelFit fit(List<SeedSweep> sweeps) {
        SweepTable table = SweepTable.of(sweeps);
        return DepthModelFit.of(DepthModel.OFFSET_POWER_LAW, table.commonDepths(), table.geometricMeans());
    }
}

package org.plumbline.theory.refinement;

/**
 * The limit that values at growing depth point to, with an error at each place.
 * <p>V = v + d / (2^p - 1), v the values at the deepest depth and d their last change. The error at a place adds: how far V is from the
 * same made one depth before, |2^p d_i - d_{i-1}| / (2^p - 1); what V moves by when p moves by the half-width of its interval,
 * |d| 2^p ln 2 / (2^p - 1)^2; and, if three depths are all there is to know p from, a quarter of the correction |d| / (2^p - 1), the
 * margin that Roache's grid convergence index of three grids, 1.25, leaves. For a smooth expansion in 1/L with known p the first is
 * about 2^(p+1) - 1 times the true error.</p>
 * Source: Richardson, Phil. Trans. A 210 (1911) 307; Roache, J. Fluids Eng. 116 (1994) 405; Celik et al., J. Fluids Eng. 130 (2008)
 * 078001. Pinned by RefinementPanelTest.
 *
 * @param order  p
 * @param values V [places m], in units of the values
 * @param errors Euclidean, one a place
 */
public record ExtrapolatedLimit(double order, double[] values, double[] errors) {

    private static final double INDEX_MARGIN = 0.25;

    static ExtrapolatedLimit of(RefinedValues refined, double order, double spread, boolean threeDepthsOnly) {
        int last = refined.depths().length - 2;
        double[] d = refined.difference(last);
        double[] before = refined.difference(last - 1);
        double ratio = Math.pow(2, order);
        double turn = ratio * Math.log(2) / ((ratio - 1) * (ratio - 1)) * spread;
        double margin = threeDepthsOnly ? INDEX_MARGIN / (ratio - 1) : 0;
        int size = refined.size();
        double[] values = new double[d.length];
        double[] errors = new double[refined.times().length];
        for (int place = 0; place < errors.length; place++) {
            double change = 0;
            double moved = 0;
            for (int j = place * size; j < (place + 1) * size; j++) {
                values[j] = refined.values()[last + 1][j] + d[j] / (ratio - 1);
                double step = (ratio * d[j] - before[j]) / (ratio - 1);
                change += d[j] * d[j];
                moved += step * step;
            }
            errors[place] = Math.sqrt(moved) + Math.sqrt(change) * (turn + margin);
        }
        return new ExtrapolatedLimit(order, values, errors);
    }
}

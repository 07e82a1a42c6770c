package org.plumbline.theory.limits;

import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.ode.ContinuousOutputModel;

/** A solution by pieces, each with the interpolation of its solver. */
final class DensePath implements LimitPath {

    private final double[] start;
    private final List<ContinuousOutputModel> pieces;
    private final double[] ends;
    private final Optional<Explosion> explosion;

    DensePath(double[] start, List<ContinuousOutputModel> pieces, List<Double> ends, Optional<Explosion> explosion) {
        this.start = start.clone();
        this.pieces = List.copyOf(pieces);
        this.ends = ends.stream().mapToDouble(Double::doubleValue).toArray();
        this.explosion = explosion;
    }

    @Override
    public int dimension() {
        return start.length;
    }

    @Override
    public double end() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public void at(double t, double[] out) {
        if (!(t >= 0 && t <= end())) {
            throw new IllegalArgumentException("solution of a limit: t must lie in [0, " + end() + "], got " + t);
        }
        if (t == 0) {
            System.arraycopy(start, 0, out, 0, start.length);
            return;
        }
        int found = java.util.Arrays.binarySearch(ends, t);
        ContinuousOutputModel piece = pieces.get(found >= 0 ? found : -found - 1);
        piece.setInterpolatedTime(t);
        System.arraycopy(piece.getInterpolatedState(), 0, out, 0, start.length);
    }

    @Override
    public Optional<Explosion> explosion() {
        return explosion;
    }
}

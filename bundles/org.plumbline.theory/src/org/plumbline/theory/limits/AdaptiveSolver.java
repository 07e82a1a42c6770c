package org.plumbline.theory.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.ode.ContinuousOutputModel;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.events.EventHandler;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * Solves dy/dt = f(t, y) on [0, 1] with steps of their own size, kinks as ends of steps, and a watch on the norm.
 * Source: Dormand, Prince 8(5,3) of Commons Math 3.6.1; Hairer, Norsett, Wanner, "Solving ODEs I", II.10. Pinned by LimitOdeTest.
 */
final class AdaptiveSolver {

    private static final double SMALLEST_STEP = 1e-14;
    private static final double CHECK = 0.05;
    /** Stands for a slope that overflowed in a trial of a step: its square is finite, its error is above any tolerance. */
    private static final double STEEP = 1e140;

    /** The right-hand side. */
    interface Slope {
        void at(double t, double[] y, double[] slope);
    }

    private final SolverSettings settings;

    AdaptiveSolver(SolverSettings settings) {
        this.settings = settings;
    }

    LimitPath solve(Slope slope, double[] start, double[] kinks) {
        List<ContinuousOutputModel> pieces = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        double[] y = start.clone();
        double from = 0;
        for (int i = 0; i <= kinks.length; i++) {
            double to = i < kinks.length ? kinks[i] : 1;
            if (norm(y) >= settings.explosionNorm()) {
                return new DensePath(start, pieces, ends, Optional.of(new Explosion(from, norm(y))));
            }
            ContinuousOutputModel piece = new ContinuousOutputModel();
            double reached = integrate(slope, piece, from, to, y);
            if (reached > from) {
                pieces.add(piece);
                ends.add(reached);
            }
            if (reached < to) {
                return new DensePath(start, pieces, ends, Optional.of(new Explosion(reached, norm(y))));
            }
            from = to;
        }
        return new DensePath(start, pieces, ends, Optional.empty());
    }

    /** Solves one piece into y; returns where it ended, before the end if the norm passed the bound. */
    private double integrate(Slope slope, ContinuousOutputModel piece, double from, double to, double[] y) {
        DormandPrince853Integrator integrator =
                new DormandPrince853Integrator(SMALLEST_STEP, 1, settings.tolerance(), settings.tolerance());
        integrator.addStepHandler(piece);
        integrator.addEventHandler(new NormWatch(settings.explosionNorm()), CHECK, SMALLEST_STEP, 100);
        double[] out = new double[y.length];
        try {
            double reached = integrator.integrate(equations(slope, y.length), from, y, to, out);
            System.arraycopy(out, 0, y, 0, y.length);
            return reached;
        } catch (NumberIsTooSmallException e) {
            // No step is small enough: the solution leaves every bound before the watch saw it.
            double reached = piece.getFinalTime();
            if (!(reached > from)) {
                return from;
            }
            piece.setInterpolatedTime(reached);
            System.arraycopy(piece.getInterpolatedState(), 0, y, 0, y.length);
            return reached;
        }
    }

    private static FirstOrderDifferentialEquations equations(Slope slope, int dimension) {
        return new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return dimension;
            }

            @Override
            public void computeDerivatives(double t, double[] y, double[] out) {
                slope.at(Math.clamp(t, 0, 1), y, out);
                for (int i = 0; i < out.length; i++) {
                    // A trial may reach far out; NaN would pass the solver's error test, a steep slope does not.
                    if (!(Math.abs(out[i]) < STEEP)) {
                        out[i] = out[i] < 0 ? -STEEP : STEEP;
                    }
                }
            }
        };
    }

    static double norm(double[] y) {
        double squares = 0;
        for (double value : y) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private record NormWatch(double bound) implements EventHandler {
        @Override
        public void init(double t0, double[] y0, double t) {
            // nothing to prepare
        }

        @Override
        public double g(double t, double[] y) {
            return norm(y) / bound - 1;
        }

        @Override
        public Action eventOccurred(double t, double[] y, boolean increasing) {
            return Action.STOP;
        }

        @Override
        public void resetState(double t, double[] y) {
            // never asked for
        }
    }
}

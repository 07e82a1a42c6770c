package org.plumbline.theory.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.plumbline.theory.convergence.DescentCondition.State;

/**
 * What a path of gradient descent on a tanh-like residual network is promised: |grad J|^2 >= (2 kappa / N) J along it, hence
 * J(t) <= J(0) (1 - eta kappa / N)^t for steps up to the inverse of the smoothness.
 * <p>With |x_i| = 1, delta = L^-1/2, |sigma'| <= 1, |sigma''| <= 1, sigma(0) = 0, sigma'(0) = 1 and c = max L^1/2 |A_k|:
 * |h_k| and the products of Jacobians have singular values in [(1 - c/L)^L, (1 + c/L)^L], and |sigma'(A_k h)| >= 1 - c e^c L^-1/2. So
 * kappa = (1 - c e^c L^-1/2)_+^2 e^(-4c) - (N - 1) e^(2c) max |<h_k^i, h_k^j>|.</p>
 * <p>Two pieces of it can be sharper: layers below k act on h_{k-1} and those above on M_k, never both, so that e^(-4c) may be
 * (1 - c/L)_+^(2(L-1)), and e^(2c) may be (1 + c/L)^(2(L-1)): kappaSharp >= kappa.</p>
 * <p>Smoothness along the path, with B = 2 e^c + 2 L^-1/2 (1 + c^2) e^(2c) bounding |D^2 h_L| and J not growing:
 * S = e^(2c) (1 + (N - 1) max |<h_k^i, h_k^j>|) / N + (2 J(0))^1/2 B; admissible steps are eta <= 1 / S, free of L.
 * What was measured at the steps of the path is taken to hold between them too.</p>
 * Source: Cont, Rossier, Xu, arXiv 2204.07261; its constants are not known to us, these are derived (`scaling-limits` 5; the sharper
 * pieces and S here, as said above). Pinned by ConvergenceCertificateTest.
 */
public final class ConvergenceCertificate {

    private final DescentPath path;
    private final double slopePiece;
    private final double shrinkPiece;
    private final double overlapPiece;
    private final double kappaSharp;
    private final double smoothness;

    private ConvergenceCertificate(DescentPath path) {
        this.path = path;
        double c = path.largestWeight();
        int layers = path.layers();
        double root = Math.sqrt(layers);
        slopePiece = Math.pow(Math.max(0, 1 - c * Math.exp(c) / root), 2);
        shrinkPiece = Math.exp(-4 * c);
        double overlap = (path.examples() - 1) * path.largestInner();
        overlapPiece = Math.exp(2 * c) * overlap;
        double below = Math.max(0, 1 - c / layers);
        kappaSharp = slopePiece * Math.pow(below, 2.0 * (layers - 1)) - Math.pow(1 + c / layers, 2.0 * (layers - 1)) * overlap;
        double second = 2 * Math.exp(c) + 2 * (1 + c * c) * Math.exp(2 * c) / root;
        smoothness = Math.exp(2 * c) * (1 + overlap) / path.examples() + Math.sqrt(2 * path.initialLoss()) * second;
    }

    /** Makes the certificate of a path. */
    public static ConvergenceCertificate of(DescentPath path) {
        return new ConvergenceCertificate(path);
    }

    /** Returns what it was made from. */
    public DescentPath path() {
        return path;
    }

    /** Returns (1 - c e^c L^-1/2)_+^2: how flat the activation may be. */
    public double slopePiece() {
        return slopePiece;
    }

    /** Returns e^(-4c): how much states and gradients may shrink. */
    public double shrinkPiece() {
        return shrinkPiece;
    }

    /** Returns (N - 1) e^(2c) max |<h_k^i, h_k^j>|: how much examples may work against each other. */
    public double overlapPiece() {
        return overlapPiece;
    }

    /** Returns kappa; nothing is promised by a kappa <= 0. */
    public double kappa() {
        return slopePiece * shrinkPiece - overlapPiece;
    }

    /** Returns the sharper kappa. */
    public double kappaSharp() {
        return kappaSharp;
    }

    /** Returns S: a bound on the curvature of J along the path. */
    public double smoothness() {
        return smoothness;
    }

    /** Returns the largest admissible step, 1 / S. */
    public double admissibleStep() {
        return 1 / smoothness;
    }

    /** Returns the promised relative decrease of J in a step, eta kappaSharp / N; 0 if vacuous, at most 1. */
    public double rate() {
        return Math.clamp(path.step() * kappaSharp / path.examples(), 0, 1);
    }

    /**
     * Returns the bound J(0) (1 - rate)^t; J(0) if vacuous.
     *
     * @param t steps >= 0
     */
    public double lossBound(int t) {
        return path.initialLoss() * Math.pow(1 - rate(), t);
    }

    /** Returns the bound e^(-4c) / (8 N) that the inner products of different inputs are to keep. */
    public double dataBound() {
        return shrinkPiece / (8 * path.examples());
    }

    /** Says whether a rate is promised: kappaSharp > 0, the step is admissible and inputs have norm 1. */
    public boolean promises() {
        return conditions().stream().filter(d -> !d.name().startsWith("assumption (iii)")).allMatch(d -> d.state() == State.HOLDS);
    }

    /** Returns all conditions, each with what was found. The last is that of the paper; the promise does not rest on it. */
    public List<DescentCondition> conditions() {
        List<DescentCondition> all = new ArrayList<>();
        double deviation = Math.abs(path.worstInputNorm() - 1);
        all.add(condition("inputs of norm 1", deviation <= INPUT_TOLERANCE, "norm farthest from 1: %s", path.worstInputNorm()));
        double c = path.largestWeight();
        double flat = c * Math.exp(c) / Math.sqrt(path.layers());
        all.add(new DescentCondition("activation steep enough, c e^c < L^1/2", flat < 1 ? State.HOLDS : State.VACUOUS,
                text("c = %s, c e^c L^-1/2 = %s", c, flat)));
        State gradient = kappaSharp > 0 ? State.HOLDS : State.VACUOUS;
        all.add(new DescentCondition("gradient bound, kappa > 0", gradient,
                text("kappa = %s x %s - %s = %s; sharper %s", slopePiece, shrinkPiece, overlapPiece, kappa(), kappaSharp)));
        all.add(condition("admissible step, eta <= 1 / S", path.step() <= admissibleStep(), "eta = %s, 1 / S = %s", path.step(),
                admissibleStep()));
        all.add(condition("assumption (iii), |<x_i, x_j>| <= e^(-4c) / (8 N)", path.largestDataInner() <= dataBound(),
                "largest %s, bound %s", path.largestDataInner(), dataBound()));
        return all;
    }

    /** How far a norm of an input in single precision may lie from 1. */
    private static final double INPUT_TOLERANCE = 1e-5;

    private static DescentCondition condition(String name, boolean holds, String format, double... numbers) {
        return new DescentCondition(name, holds ? State.HOLDS : State.FAILS, text(format, numbers));
    }

    private static String text(String format, double... numbers) {
        Object[] rounded = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = String.format(Locale.ROOT, "%.3g", numbers[i]);
        }
        return String.format(Locale.ROOT, format, rounded);
    }
}

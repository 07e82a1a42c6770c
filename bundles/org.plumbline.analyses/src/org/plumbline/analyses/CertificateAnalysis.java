package org.plumbline.analyses;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrialSet;

/**
 * Full-batch gradient descent of a residual network against what theory promises for it.
 * <p>Observed: J(t) = 1/(2N) sum_i |y(x_i) - y_i|^2, rho(t) = N |grad J|^2 / (2 J) over the matrices, r(t) = -(N / eta) ln(J(t+1)/J(t)),
 * c = max_k L |s_k| |A_k|_F and the largest |<h_k^i, h_k^j>|. Promised: J(t) <= J(0) (1 - eta kappa / N)^t with kappa, and the
 * conditions, of {@link org.plumbline.theory.convergence.ConvergenceCertificate}. The theory is of tanh-like activations, without bias,
 * with s = L^-1/2; other networks are observed all the same, and their certificate says that it does not hold.</p>
 * Shape: A [L, d, d]. Units: J in squared units of the outputs; rho, r and kappa have none.
 * Source: Cont, Rossier, Xu, arXiv 2204.07261 (`scaling-limits` 5). Pinned by CertificateAnalysisTest.
 */
public final class CertificateAnalysis implements Analysis {
    private static final Set<String> BOUNDED = Set.of("tanh", "unit-erf", "identity");

    @Override
    public Optional<String> notDefinedFor(Network network, Settings settings) {
        return LimitStack.of(network).isPresent() ? Optional.empty()
                : Optional.of("convergence-certificate needs one stack of residual dense layers of the width of its input,"
                        + " h + s sigma(h A + b), and nothing else; this network starts with " + network.root().kind());
    }

    /** c, inner products and what else the network shows when it has been trained; what it showed before, the probe keeps. */
    @Override
    public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
        CertificateState.Reading reading = new CertificateState(stack(trained.network()), (int) settings.longInteger("examples"))
                .read(trained);
        SortedMap<String, Double> measured = new TreeMap<>();
        measured.put("J", reading.loss());
        measured.put("c", reading.largestWeight());
        measured.put("inner", reading.largestInner());
        measured.put("eigenvalue", reading.leastEigenvalue());
        measured.put("dataInner", reading.largestDataInner());
        measured.put("inputNorm", reading.worstInputNorm());
        measured.put("examples", (double) trained.data().shape().train());
        measured.put("inTheory", inTheory(stack(trained.network())) ? 1.0 : 0.0);
        return measured;
    }

    /** No bias, s = L^-1/2, sigma'(0) = 1, and first and second derivative at most 1: tanh, erf with slope 1 and the identity. */
    static boolean inTheory(LimitStack stack) {
        BranchScale scale = stack.scale();
        double wanted = 1 / Math.sqrt(stack.depth());
        boolean bounded = stack.activation().smooth()
                .map(s -> BOUNDED.contains(s.name())).orElse(false);
        return !stack.hasBias() && bounded && scale.mode() == BranchScale.Mode.CONSTANT
                && Math.abs(scale.constant() - wanted) <= 1e-6 * wanted;
    }

    @Override
    public Optional<Probe> probe(Network network, Settings settings) {
        return Optional.of(new CertificateProbe(stack(network), settings.longInteger("every"), (int) settings.longInteger("examples")));
    }

    @Override
    public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) throws IOException {
        return new CertificateEvaluation(analysis, trials).results();
    }

    private static LimitStack stack(Network network) {
        return LimitStack.of(network).orElseThrow(() -> new IllegalArgumentException("convergence-certificate: not a residual dense stack"));
    }
}

package org.plumbline.analyses;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.spi.Observations;
import org.plumbline.theory.convergence.ConvergenceCertificate;
import org.plumbline.theory.convergence.DescentPath;

/**
 * What one trial showed of its descent.
 *
 * @param trial       the trial, DONE
 * @param losses      step to J
 * @param leastRho    over the steps observed; NaN if there is none
 * @param rates       least and largest r; NaN if there is none
 * @param certificate of the path; empty if it was not observed, or was no plain gradient descent of a squared error
 */
record CertificateDescent(TrialRecord trial, TreeMap<Long, Double> losses, double leastRho, double[] rates,
        Optional<ConvergenceCertificate> certificate) {

    /**
     * @param prefix id of the component and a slash
     * @throws IOException if observations cannot be read
     */
    static CertificateDescent of(TrialRecord trial, Observations observed, String prefix) throws IOException {
        TreeMap<Long, Double> losses = new TreeMap<>();
        Observations.Scalar j = observed.scalar(CertificateProbe.LOSS);
        for (int i = 0; i < j.steps().length; i++) {
            losses.put(j.steps()[i], j.values()[i]);
        }
        double[] rates = observed.scalar(CertificateProbe.RATE).values();
        double[] rho = observed.scalar(CertificateProbe.RHO).values();
        double[] ends = {Arrays.stream(rates).min().orElse(Double.NaN), Arrays.stream(rates).max().orElse(Double.NaN)};
        return new CertificateDescent(trial, losses, Arrays.stream(rho).min().orElse(Double.NaN), ends,
                certificate(trial, observed, losses, prefix));
    }

    private static Optional<ConvergenceCertificate> certificate(TrialRecord trial, Observations observed,
            TreeMap<Long, Double> losses, String prefix) {
        double[] eta = observed.scalar(CertificateProbe.STEP).values();
        Map<String, Double> measured = trial.measurements().castToMap();
        if (eta.length == 0 || losses.isEmpty() || losses.firstKey() != 0 || !measured.containsKey(prefix + "examples")) {
            return Optional.empty();
        }
        double c = largest(observed, CertificateProbe.WEIGHT, measured.get(prefix + "c"));
        double inner = largest(observed, CertificateProbe.INNER, measured.get(prefix + "inner"));
        if (!Double.isFinite(c) || !Double.isFinite(inner)) {
            return Optional.empty();
        }
        return Optional.of(ConvergenceCertificate.of(new DescentPath(trial.depth(), measured.get(prefix + "examples").intValue(), c,
                inner, Math.min(measured.get(prefix + "eigenvalue"), Arrays.stream(observed.scalar(CertificateProbe.EIGENVALUE).values())
                        .min().orElse(0)), measured.get(prefix + "dataInner"), measured.get(prefix + "inputNorm"), losses.firstEntry().getValue(),
                Arrays.stream(eta).max().orElseThrow())));
    }

    private static double largest(Observations observed, String quantity, double atEnd) {
        return Math.max(atEnd, Arrays.stream(observed.scalar(quantity).values()).max().orElse(0));
    }

    /** @return whether the network is one that the theory is about */
    boolean inTheory(String prefix) {
        return trial.measurements().getIfAbsentValue(prefix + "inTheory", 0.0) == 1.0;
    }
}

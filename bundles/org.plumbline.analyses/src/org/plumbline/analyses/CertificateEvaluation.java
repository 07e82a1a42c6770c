package org.plumbline.analyses;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.analyses.DepthSeries.DepthValue;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Conclusion;
import org.plumbline.engine.result.Curve;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.ResultPoint;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.theory.convergence.ConvergenceCertificate;
import org.plumbline.theory.convergence.DescentCondition;

/** One evaluation of the certificate: constants over depth, least rho against kappa, and J(t) of each depth against its bound. */
final class CertificateEvaluation {
    private static final ResultAxis STEPS = new ResultAxis("updates", "steps", false);
    private final String analysis;
    private final String prefix;
    private final TrialSet set;

    CertificateEvaluation(String analysis, TrialSet set) {
        this.analysis = analysis;
        this.prefix = analysis + "/";
        this.set = set;
    }

    ImmutableList<AnalysisResult> results() throws IOException {
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        for (Map.Entry<String, ImmutableList<TrialRecord>> group : DepthSeries.groups(set.records()).entrySet()) {
            results.addAll(results(group.getValue(), group.getKey().isEmpty() ? "" : " [" + group.getKey() + "]"));
        }
        return results.toImmutable();
    }

    private MutableList<AnalysisResult> results(ImmutableList<TrialRecord> group, String cell) throws IOException {
        MutableList<CertificateDescent> descents = Lists.mutable.empty();
        for (TrialRecord trial : group.select(t -> t.state() == TrialState.DONE && t.measurements().containsKey(prefix + "c"))) {
            descents.add(CertificateDescent.of(trial, set.observations(trial), prefix));
        }
        descents.sortThisByLong(d -> d.trial().seed()).sortThisByInt(d -> d.trial().depth());
        MutableList<AnalysisResult> results = Lists.mutable.empty();
        results.add(depths(group, cell, descents.toImmutable(), "c", "c, largest L |s| |A|",
                d -> d.certificate().map(c -> c.path().largestWeight()).orElse(measured(d, "c"))));
        results.add(depths(group, cell, descents.toImmutable(), "inner", "largest inner product of two states",
                d -> d.certificate().map(c -> c.path().largestInner()).orElse(measured(d, "inner"))));
        ImmutableList<CertificateDescent> certified = descents.select(d -> d.certificate().isPresent()).toImmutable();
        if (certified.notEmpty()) {
            results.add(rho(group, cell, certified));
        }
        for (int depth : descents.collectInt(d -> d.trial().depth()).distinct().toSortedArray()) {
            ImmutableList<CertificateDescent> here = descents
                    .select(d -> d.trial().depth() == depth && !d.losses().isEmpty()).toImmutable();
            if (here.notEmpty()) {
                results.add(losses(group, cell, here, depth));
            }
        }
        return results;
    }

    private AnalysisResult depths(ImmutableList<TrialRecord> group, String cell, ImmutableList<CertificateDescent> descents,
            String quantity, String label, ToDoubleFunction<CertificateDescent> value) {
        ImmutableList<DepthValue> values = values(descents, value);
        return new AnalysisResult(analysis, quantity + cell, label + cell, "", Optional.empty(), DepthSeries.DEPTH,
                new ResultAxis(label, "", true), DepthSeries.points(group, values), Optional.empty(),
                Lists.immutable.with(DepthSeries.policy(group), "from all updates observed where there are any, else from the trained network"));
    }

    /** Least rho of each trial, with what the certificate promises as curves. */
    private AnalysisResult rho(ImmutableList<TrialRecord> group, String cell, ImmutableList<CertificateDescent> certified) {
        ImmutableList<ResultPoint> points = DepthSeries.points(group, values(certified, CertificateDescent::leastRho));
        ImmutableList<Curve> curves = Lists.immutable.with(
                curve("kappa", "kappa of the certificate", group, values(certified, d -> certificate(d).kappa())),
                curve("kappaSharp", "kappa, sharper", group, values(certified, d -> certificate(d).kappaSharp())),
                curve("kappaGram", "kappa, by Gram matrices", group, values(certified, d -> certificate(d).kappaGram())));
        return new AnalysisResult(analysis, "rho" + cell, "least rho" + cell, "", Optional.empty(), DepthSeries.DEPTH,
                new ResultAxis("least rho, and kappa", "", false), points, Optional.empty(),
                Lists.immutable.with(DepthSeries.policy(group), "rho = N |grad J|^2 / (2 J) at the updates observed"))
                .withCurves(curves).concluding(conclusion(certified));
    }

    private Curve curve(String id, String label, ImmutableList<TrialRecord> group, ImmutableList<DepthValue> values) {
        return new Curve(id, label, Curve.Style.LINE, DepthSeries.points(group, values));
    }

    private Conclusion conclusion(ImmutableList<CertificateDescent> certified) {
        ImmutableList<CertificateDescent> promised = certified.select(this::promised);
        MutableList<String> evidence = Lists.mutable.empty();
        ImmutableList<CertificateDescent> broken = promised.reject(CertificateEvaluation::kept);
        if (broken.notEmpty()) {
            evidence.add("J above its bound in " + broken.size() + " of " + promised.size() + " trials with a promise, first "
                    + name(broken.get(0)) + ": a condition was not met between observations, or rounding");
        }
        evidence.add("a rate is promised for " + promised.size() + " of " + certified.size() + " trials observed");
        CertificateDescent least = certified.minBy(d -> certificate(d).kappaBest());
        if (!least.inTheory(prefix)) {
            evidence.add("FAILS: network of the theory, without bias, s = L^-1/2, |sigma'| and |sigma''| at most 1");
        }
        for (DescentCondition condition : certificate(least).conditions()) {
            evidence.add(condition.state() + ": " + condition.name() + " (" + name(least) + ": " + condition.found() + ")");
        }
        ImmutableList<CertificateDescent> rated = certified.select(d -> Double.isFinite(d.rates()[0]));
        if (rated.notEmpty()) {
            evidence.add(String.format(Locale.ROOT, "observed rates r from %.3g to %.3g, least rho %.3g",
                    rated.collectDouble(d -> d.rates()[0]).min(), rated.collectDouble(d -> d.rates()[1]).max(),
                    certified.collectDouble(CertificateDescent::leastRho).min()));
        }
        boolean all = promised.size() == certified.size();
        String verdict = broken.notEmpty() ? "bound broken" : all ? "linear convergence promised, and kept"
                : promised.isEmpty() ? "nothing promised" : "promised in part";
        return new Conclusion(verdict, all && broken.isEmpty(), evidence.toImmutable());
    }

    private boolean promised(CertificateDescent descent) {
        return descent.inTheory(prefix) && certificate(descent).promises();
    }

    /** J at most its bound; float32 weights blur J by a share of itself and of its start. */
    private static boolean kept(CertificateDescent descent) {
        double start = descent.losses().firstEntry().getValue();
        return descent.losses().entrySet().stream().allMatch(
                e -> e.getValue() <= certificate(descent).lossBound(e.getKey().intValue()) * 1.001 + 1e-9 * start);
    }

    private AnalysisResult losses(ImmutableList<TrialRecord> group, String cell, ImmutableList<CertificateDescent> here, int depth) {
        int asked = group.count(trial -> trial.depth() == depth);
        ImmutableList<CertificateDescent> promised = here.select(d -> d.certificate().isPresent() && promised(d));
        MutableList<String> notes = Lists.mutable.with(DepthSeries.policy(group), "mean over the seeds still training at a step");
        MutableList<Curve> curves = Lists.mutable.empty();
        if (promised.isEmpty()) {
            notes.add("no bound drawn: the certificate promises nothing here");
        } else {
            curves.add(new Curve("bound", "bound of the certificate", Curve.Style.LINE,
                    steps(promised, asked, (d, t) -> certificate(d).lossBound((int) t))));
        }
        String name = "J(L=" + depth + ")" + cell;
        return new AnalysisResult(analysis, name, "loss of depth " + depth + cell, "", Optional.empty(), STEPS,
                new ResultAxis("J, half the mean squared distance", "", true), steps(here, asked, (d, t) -> d.losses().get(t)),
                Optional.empty(), notes.toImmutable()).withCurves(curves.toImmutable());
    }

    private interface AtStep {
        double value(CertificateDescent descent, long step);
    }

    private static ImmutableList<ResultPoint> steps(ImmutableList<CertificateDescent> descents, int asked, AtStep at) {
        TreeSet<Long> all = new TreeSet<>();
        descents.forEach(d -> all.addAll(d.losses().keySet()));
        MutableList<ResultPoint> points = Lists.mutable.empty();
        for (long step : all) {
            ImmutableList<CertificateDescent> there = descents.select(d -> d.losses().containsKey(step));
            double[] values = there.collectDouble(d -> at.value(d, step)).toArray();
            double sum = 0;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                sum += value;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            points.add(new ResultPoint(step, Math.clamp(sum / values.length, low, high), low, high, values.length, asked,
                    there.collect(d -> d.trial().id())));
        }
        return points.toImmutable();
    }

    private static ImmutableList<DepthValue> values(ImmutableList<CertificateDescent> descents,
            ToDoubleFunction<CertificateDescent> value) {
        return descents.select(d -> Double.isFinite(value.applyAsDouble(d)))
                .collect(d -> new DepthValue(d.trial(), value.applyAsDouble(d)));
    }

    private double measured(CertificateDescent descent, String quantity) {
        return descent.trial().measurements().get(prefix + quantity);
    }

    private static ConvergenceCertificate certificate(CertificateDescent descent) {
        return descent.certificate().orElseThrow();
    }

    private static String name(CertificateDescent descent) {
        return "depth " + descent.trial().depth() + ", seed " + descent.trial().seed();
    }
}

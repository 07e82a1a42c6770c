package org.plumbline.initialisers;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.numerics.paths.FractionalGaussianNoise;
import org.plumbline.numerics.paths.SmoothGaussianProcess;
import org.plumbline.numerics.random.RandomStream;

/**
 * Random paths at the times j/F, j = 0 .. F.
 * <p>{@code brownian}: B(0) = 0, independent increments of variance 1/F. {@code fractional}: fractional Brownian motion with
 * Hurst index H, Var B(t) = t^2H. {@code smooth}: B(t) = integral of Z over [0, t] by the trapezoidal rule on the finest grid, with Z
 * a Gaussian process of covariance exp(-(t - u)^2/(2v)), so that L W^L_{tL} tends to the smooth function Z(t).</p>
 */
interface CoupledPath {

    /** @return F + 1 numbers, the first 0 */
    double[] draw(RandomStream stream);

    static CoupledPath of(Settings settings, int finest) {
        return switch (settings.text("path")) {
            case "brownian" -> stream -> brownian(finest, stream);
            case "fractional" -> new FractionalGaussianNoise(settings.real("hurst"), finest)::motion;
            case "smooth" -> {
                SmoothGaussianProcess process = new SmoothGaussianProcess(settings.real("variance"), finest);
                yield stream -> integral(process.sample(stream));
            }
            default -> throw new IllegalArgumentException("path '" + settings.text("path") + "'");
        };
    }

    private static double[] brownian(int finest, RandomStream stream) {
        double[] path = new double[finest + 1];
        double step = Math.sqrt(1.0 / finest);
        for (int j = 0; j < finest; j++) {
            path[j + 1] = path[j] + step * stream.gaussian();
        }
        return path;
    }

    private static double[] integral(double[] z) {
        double[] path = new double[z.length];
        double step = 1.0 / (z.length - 1);
        for (int j = 1; j < z.length; j++) {
            path[j] = path[j - 1] + step * (z[j - 1] + z[j]) / 2;
        }
        return path;
    }
}

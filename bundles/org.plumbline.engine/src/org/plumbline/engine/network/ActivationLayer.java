package org.plumbline.engine.network;

import java.util.Locale;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.plumbline.numerics.special.ErrorFunction;

/**
 * A function applied to each coordinate: y = sigma(x).
 *
 * @param function sigma
 * @param slope    slope of {@code LEAKY_RELU} on the negative axis, in [0, 1]; {@link #LEAKY_SLOPE} and without effect for all
 *                 others
 */
public record ActivationLayer(Function function, double slope) implements Layer {
    /** The usual slope of the leaky ReLU. */
    public static final double LEAKY_SLOPE = 0.01;

    public ActivationLayer {
        if (function == Function.LEAKY_RELU ? !(slope >= 0 && slope <= 1) : slope != LEAKY_SLOPE) {
            throw new ShapeException(function + ": slope " + slope + (function == Function.LEAKY_RELU
                    ? " is not in [0, 1]" : " without meaning"));
        }
    }

    public ActivationLayer(Function function) {
        this(function, LEAKY_SLOPE);
    }

    /** The functions built in, s the slope of the layer. At a kink the derivative is the one nearer to 0. */
    public enum Function {
        TANH, RELU, IDENTITY,
        /** x for x &gt; 0, else s x; derivative s at 0. */
        LEAKY_RELU,
        /** x cut off at -1 and 1; derivative 0 at both. */
        HARD_TANH,
        /** erf x; slope 2/sqrt(pi) at 0. */
        ERF,
        /** erf(sqrt(pi)/2 x): slope 1 at 0. */
        UNIT_ERF,
        /** x Phi(x), Phi the distribution function of the standard normal: the exact form. */
        GELU,
        /** x / (1 + exp(-x)). */
        SILU,
        /** log(1 + exp(x)). */
        SOFTPLUS;

        private static final double ROOT_PI = Math.sqrt(Math.PI);

        double value(double x, double s) {
            return switch (this) {
                case TANH -> StrictMath.tanh(x);
                case RELU -> Math.max(x, 0);
                case IDENTITY -> x;
                case LEAKY_RELU -> x > 0 ? x : s * x;
                case HARD_TANH -> Math.max(-1, Math.min(1, x));
                case ERF -> ErrorFunction.erf(x);
                case UNIT_ERF -> ErrorFunction.erf(ROOT_PI / 2 * x);
                case GELU -> x * ErrorFunction.normal(x);
                case SILU -> x * logistic(x);
                case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            };
        }

        double derivative(double x, double s) {
            return switch (this) {
                case TANH -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x);
                case RELU -> x > 0 ? 1 : 0;
                case IDENTITY -> 1;
                case LEAKY_RELU -> x > 0 ? 1 : s;
                case HARD_TANH -> Math.abs(x) < 1 ? 1 : 0;
                case ERF -> 2 / ROOT_PI * StrictMath.exp(-x * x);
                case UNIT_ERF -> StrictMath.exp(-Math.PI / 4 * x * x);
                case GELU -> ErrorFunction.normal(x) + x * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
                case SILU -> logistic(x) * (1 + x * logistic(-x));
                case SOFTPLUS -> logistic(x);
            };
        }

        private static double logistic(double x) {
            return 1 / (1 + StrictMath.exp(-x));
        }
    }

    @Override
    public String kind() {
        return function.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        return Lists.immutable.empty();
    }

    @Override
    public Cost cost(Shape input) {
        return new Cost(input.size(), 2.0 * input.size());
    }

    @Override
    public boolean separable() {
        return true;
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray x, Pass pass) {
        return switch (function) {
            case IDENTITY -> new Pointwise(x, null);
            case TANH -> {
                INDArray y = Transforms.tanh(x, true);
                yield new Pointwise(y, y.mul(y).rsubi(1));
            }
            case RELU -> new Pointwise(Transforms.relu(x, true), x.gt(0).castTo(x.dataType()));
            default -> new Pointwise(Entries.map(x, v -> function.value(v, slope)),
                    Entries.map(x, v -> function.derivative(v, slope)));
        };
    }

    /** A function of each coordinate at a point; derivative null: 1 everywhere. */
    record Pointwise(INDArray output, INDArray derivative) implements Linearisation {
        @Override
        public INDArray vjp(INDArray g, LayerParameters gradient) {
            return derivative == null ? g : g.mul(derivative);
        }

        @Override
        public INDArray jvp(INDArray dx, LayerParameters tangent) {
            return derivative == null ? dx : dx.mul(derivative);
        }
    }
}

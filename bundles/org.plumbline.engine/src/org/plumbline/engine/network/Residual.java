package org.plumbline.engine.network;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A residual block: y = skip(x) + s * branch(x).
 *
 * @param branch the map that is added
 * @param skip   what the input goes through unscaled; an empty {@link Sequence} is the identity
 * @param scale  the factor s
 */
public record Residual(Layer branch, Layer skip, BranchScale scale) implements Layer {

    public static Residual of(Layer branch, BranchScale scale) {
        return new Residual(branch, Sequence.of(), scale);
    }

    @Override
    public String kind() {
        return "residual";
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape added = branch.outputShape(input);
        Shape kept = skip.outputShape(input);
        if (!added.equals(kept)) {
            throw new ShapeException("residual: the branch gives " + added + ", the skip connection " + kept);
        }
        return added;
    }

    @Override
    public ImmutableList<ParameterTensor> parameters(Shape input) {
        MutableList<ParameterTensor> tensors = Lists.mutable.empty();
        tensors.withAll(branch.parameters(input)).withAll(skip.parameters(input));
        scale.tensor().ifPresent(tensors::add);
        return tensors.toImmutable();
    }

    @Override
    public ImmutableList<ParameterTensor> statistics(Shape input) {
        return Lists.immutable.withAll(branch.statistics(input)).newWithAll(skip.statistics(input));
    }

    @Override
    public Cost cost(Shape input) {
        double added = 2.0 * outputShape(input).size();
        return branch.cost(input).plus(skip.cost(input)).plus(new Cost(added, added / 2));
    }

    @Override
    public boolean separable() {
        return branch.separable() && skip.separable();
    }

    @Override
    public Linearisation linearise(LayerParameters parameters, INDArray input, Pass pass) {
        Linearisation added = branch.linearise(parameters, input, pass);
        Linearisation kept = skip.linearise(parameters, input, pass);
        double s = scale.factor(parameters);
        double ds = scale.derivative(parameters);
        INDArray output = added.output().mul(s).addi(kept.output());
        return new Linearisation() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray vjp(INDArray g, LayerParameters gradient) {
                scale.tensor().ifPresent(t -> gradient.add(t.name(),
                        ds * g.mul(added.output()).sumNumber().doubleValue()));
                return added.vjp(g.mul(s), gradient).add(kept.vjp(g, gradient));
            }

            @Override
            public INDArray jvp(INDArray dx, LayerParameters tangent) {
                INDArray dy = added.jvp(dx, tangent).mul(s).addi(kept.jvp(dx, tangent));
                scale.tensor().ifPresent(t -> dy.addi(added.output().mul(ds * tangent.scalar(t.name()))));
                return dy;
            }
        };
    }
}

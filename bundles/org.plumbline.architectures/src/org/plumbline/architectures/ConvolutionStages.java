package org.plumbline.architectures;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.plumbline.engine.network.ShapeException;

/**
 * How many blocks the four stages of a convolutional residual network have.
 *
 * Source: the program released with Cohen, Cont, Rossier, Xu, ICML 2021 (scaling-limits 1.2). Pinned by
 * ResidualConvolutionArchitectureTest.
 */
record ConvolutionStages(int first, int second, int third, int fourth) {

    private static final ImmutableList<ConvolutionStages> ALL = Lists.immutable.with(new ConvolutionStages(2, 2, 2, 2),
            new ConvolutionStages(2, 3, 4, 2), new ConvolutionStages(2, 3, 5, 2), new ConvolutionStages(3, 3, 5, 3),
            new ConvolutionStages(3, 4, 6, 3), new ConvolutionStages(3, 4, 8, 3), new ConvolutionStages(3, 4, 10, 3),
            new ConvolutionStages(3, 4, 14, 3), new ConvolutionStages(3, 4, 18, 3), new ConvolutionStages(3, 4, 23, 3),
            new ConvolutionStages(3, 8, 28, 3), new ConvolutionStages(3, 8, 36, 3), new ConvolutionStages(3, 8, 51, 3),
            new ConvolutionStages(4, 12, 60, 4), new ConvolutionStages(4, 18, 74, 4), new ConvolutionStages(4, 31, 82, 4));

    /** @throws ShapeException if the paper has no network of this depth; names those that it has */
    static ConvolutionStages of(int depth) {
        return ALL.detectOptional(stages -> stages.depth() == depth).orElseThrow(() -> new ShapeException(
                "residual-convolution: there is no network of depth " + depth + "; the depths are "
                        + ALL.collect(ConvolutionStages::depth).makeString(", ")));
    }

    int depth() {
        return first + second + third + fourth;
    }

    /** @return blocks of each stage */
    int[] blocks() {
        return new int[] {first, second, third, fourth};
    }
}

package org.plumbline.analyses;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.network.Convolution;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterLayout.Slot;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.linalg.ConvolutionSpectrum;

/**
 * The convolutions within the branches of the residual blocks of a network, in the order of the depth.
 * <p>Of blocks within blocks, the outermost count. A skip connection is not looked into.</p>
 */
final class ConvolutionBlocks {
    private final Network network;
    private final MutableList<ImmutableList<Kernel>> blocks = Lists.mutable.empty();

    private ConvolutionBlocks(Network network) {
        this.network = network;
    }

    /**
     * One kernel.
     *
     * @param name    of the tensor, e.g. {@code stage2.A}
     * @param offset  of its first number in the parameters
     * @param extents [out, in, height, width]; height 1 for sequences
     * @param height  of the layer's input; 1 for sequences
     * @param width   of the layer's input
     */
    record Kernel(String name, int offset, Shape extents, int height, int width) {

        private double[] values(RealArray parameters) {
            return parameters.slice(offset, extents.size()).doubles(extents.size());
        }

        /** @return the largest singular value of the circular convolution of stride 1 on the layer's input */
        double norm(RealArray parameters) {
            return norm(values(parameters));
        }

        /** @return the same of the difference to another kernel of equal extents, on this one's input */
        double distance(Kernel other, RealArray parameters) {
            double[] difference = values(parameters);
            double[] minus = other.values(parameters);
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= minus[i];
            }
            return norm(difference);
        }

        private double norm(double[] kernel) {
            return new ConvolutionSpectrum(kernel, extents.extent(0), extents.extent(1), extents.extent(2), extents.extent(3)).norm(height, width);
        }
    }

    /** @return the kernels of each block that has any, in the order of its branch */
    static ImmutableList<ImmutableList<Kernel>> of(Network network) {
        ConvolutionBlocks found = new ConvolutionBlocks(network);
        found.walk(network.root(), network.input(), 0, Lists.mutable.empty(), false);
        return found.blocks.toImmutable();
    }

    /**
     * @param copy    which copy of the repeats around, counted through all of them that are not tied
     * @param kernels of the block around, if there is one
     */
    private void walk(Layer layer, Shape input, int copy, MutableList<Kernel> kernels, boolean inside) {
        switch (layer) {
            case Sequence sequence -> {
                Shape shape = input;
                for (Layer part : sequence.layers()) {
                    walk(part, shape, copy, kernels, inside);
                    shape = part.outputShape(shape);
                }
            }
            case Repeat repeat -> {
                for (int k = 0; k < repeat.count(); k++) {
                    walk(repeat.body(), input, repeat.tied() ? copy : Math.addExact(Math.multiplyExact(copy, repeat.count()), k), kernels, inside);
                }
            }
            case Residual residual -> {
                MutableList<Kernel> own = inside ? kernels : Lists.mutable.empty();
                walk(residual.branch(), input, copy, own, true);
                if (!inside && own.notEmpty()) {
                    blocks.add(own.toImmutable());
                }
            }
            case Convolution convolution when inside -> kernels.add(kernel(convolution, input, copy));
            default -> {
                // no kernel
            }
        }
    }

    private Kernel kernel(Convolution convolution, Shape input, int copy) {
        Slot slot = network.layout().slot(convolution.kernel());
        int[] all = slot.tensor().shape().extents();
        int rank = slot.tensor().stackRank();
        boolean image = convolution.axes() == 2;
        Shape extents = image ? Shape.of(all[rank], all[rank + 1], all[rank + 2], all[rank + 3])
                : Shape.of(all[rank], all[rank + 1], 1, all[rank + 2]);
        return new Kernel(convolution.kernel(), slot.offset() + copy * extents.size(), extents, image ? input.extent(1) : 1,
                input.extent(image ? 2 : 1));
    }
}

package org.plumbline.engine.network;

/**
 * A layer tree for inputs of a given shape: what a trial trains.
 *
 * @param root       the tree
 * @param input      shape of one example
 * @param output     shape of one output
 * @param layout     where its parameters lie in the flat array
 * @param statistics where its statistics lie in theirs
 */
public record Network(Layer root, Shape input, Shape output, ParameterLayout layout, ParameterLayout statistics) {

    /** @throws ShapeException if a layer cannot take what the one before gives */
    public static Network of(Layer root, Shape input) {
        return new Network(root, input, root.outputShape(input), new ParameterLayout(root.parameters(input)),
                new ParameterLayout(root.statistics(input)));
    }

    /**
     * @return number of layers along the depth, at least 1: residual blocks one after the other, copies of repeats included, or the longest
     *         stack of equal layers if that is longer
     */
    public int depth() {
        return Math.max(blocks(root), layout.slots().collectInt(slot -> slot.tensor().stackLength()).maxIfEmpty(1));
    }

    private static int blocks(Layer layer) {
        return switch (layer) {
            case Residual residual -> 1;
            case Repeat repeat -> Math.multiplyExact(repeat.count(), blocks(repeat.body()));
            case Sequence sequence -> (int) sequence.layers().sumOfInt(Network::blocks);
            default -> 0;
        };
    }
}

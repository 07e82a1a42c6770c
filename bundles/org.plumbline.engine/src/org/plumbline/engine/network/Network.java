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

    /** @return number of layers along the depth: the longest stack of equal layers, at least 1 */
    public int depth() {
        return layout.slots().collectInt(slot -> slot.tensor().stackLength()).maxIfEmpty(1);
    }
}

package org.plumbline.engine.execution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.network.Layer;
import org.plumbline.engine.network.Mode;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.network.ShapeException;
import org.plumbline.nd4j.BackendException;
import org.plumbline.numerics.dnn.LayerProgram;

/**
 * A repeat of more layers than one program holds, run in segments of m copies: the states before segments are kept,
 * those inside are computed again for the derivatives. Only the first segment may be shorter. How long segments are does not
 * depend on the memory, so neither do the bits.
 *
 * @param repeat  n copies of a body, each with parameters of its own
 * @param input   shape of one example before each
 * @param segment m, copies of a segment
 */
record CutRepeat(Repeat repeat, Shape input, int segment) {
    private static final int SEGMENT_LAYERS = 500;

    /** @return whether the layer is a repeat that no program holds, whose copies share nothing */
    static boolean isCuttable(Layer layer, Shape input) {
        return layer instanceof Repeat repeat && !repeat.tied() && Trees.count(repeat) > LayerProgramPart.MOST_LAYERS
                && Trees.count(repeat.body()) <= LayerProgramPart.MOST_LAYERS
                && repeat.body().parameters(input).noneSatisfy(ParameterTensor::shared);
    }

    int segments() {
        return (repeat.count() + segment - 1) / segment;
    }

    /** The first copy of segment s; that of s = segments() is n. */
    int start(int s) {
        return Math.max(0, repeat.count() - (segments() - s) * segment);
    }

    /** Copies of segment s as a network of their own. */
    Network network(int s) {
        return Network.of(new Repeat(start(s + 1) - start(s), repeat.body(), false), input);
    }

    private boolean firstIsShorter() {
        return start(1) < segment;
    }

    /** States before segments, three flows, parameters of a segment with gradient and direction. */
    private double heapBytes(int capacity, int bytesPerNumber) {
        double states = (segments() + 3.0) * capacity * input.size();
        double copies = segment + (firstIsShorter() ? start(1) : 0);
        return bytesPerNumber * (states + 3.0 * copies * repeat.body().parameters(input).sumOfInt(tensor -> tensor.shape().size()));
    }

    /**
     * @return the part; empty if oneDNN cannot be used in this process
     * @throws ShapeException if it does not fit
     */
    static Optional<PlannedPart> plan(Network network, Repeat repeat, Shape input, ExecutionOptions options) {
        CutRepeat cut = new CutRepeat(repeat, input, (int) Math.max(1, SEGMENT_LAYERS / Trees.count(repeat.body())));
        double heap = cut.heapBytes(options.capacity(), options.precision().bytes());
        if (heap > options.limit().heap()) {
            throw new ShapeException(LayerTexts.of(Lists.immutable.with(repeat)) + " at batch " + options.capacity() + " needs "
                    + Memory.text(heap) + " for the states between its segments, more than the limit of " + Memory.text(options.limit().heap()));
        }
        try {
            double share = cut.firstIsShorter() ? (double) cut.segment / (cut.segment + cut.start(1)) : 1;
            double room = PreparedProgram.room(options.precision(), options.limit().minus(new Memory(heap, 0)));
            LayerProgram.Plan other = cut.program(cut.segments() - 1, options, share * room);
            LayerProgram.Plan first = cut.firstIsShorter() ? cut.program(0, options, room - other.memoryBytes()) : other;
            Memory memory = new Memory(heap, 0).plus(PreparedProgram.memory(options.precision(),
                    other.memoryBytes() + (cut.firstIsShorter() ? first.memoryBytes() : 0.0)));
            return Optional.of(cut.part(network, memory, options, first, other));
        } catch (IllegalStateException | BackendException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new ShapeException(LayerTexts.of(Lists.immutable.with(repeat)) + " does not fit: " + e.getMessage());
        }
    }

    private LayerProgram.Plan program(int s, ExecutionOptions options, double limit) {
        Network copies = network(s);
        return PreparedProgram.plan(options.precision(), LayerGraphs.translate(copies, Sequence.flat(copies.root()), input, Mode.TRAINING)
                .orElseThrow().graph(), options.capacity(), limit);
    }

    private PlannedPart part(Network network, Memory memory, ExecutionOptions options, LayerProgram.Plan first, LayerProgram.Plan other) {
        int parameters = (int) repeat.parameters(input).sumOfInt(tensor -> tensor.shape().size());
        return new PlannedPart(LayerTexts.of(Lists.immutable.with(repeat)), input, input, parameters,
                PreparedProgram.path(options.precision()) + ", in " + segments() + " segments of " + segment + ", computed "
                        + (other.pieces() > 1 ? "three times" : "twice"),
                repeat.cost(input), memory, (statistics, noise) -> new CutRepeatExecution(this, network, options, first, other, statistics));
    }
}

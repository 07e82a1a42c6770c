package org.plumbline.numerics.dnn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.PointerScope;
import org.plumbline.nd4j.Natives;
import org.plumbline.numerics.kernels.Activation;

/** A graph as lists of operations for one batch size. */
final class CompiledProgram implements AutoCloseable {

    final int batch;
    private final NativeScope scope = new NativeScope();
    private final Compilation c;
    private final LayerGraph graph;
    private final Value[] values;
    private final NormaliseCode[] normalisations;
    private final Value input;
    private final Value output;
    private final List<Action> forward;
    /** How many actions of the forward pass are done once a node's value is there. */
    private final int[] done;
    private final int[] cuts;
    private final Segments segments;
    /** The piece of the forward pass whose values are there; -1 if none is for sure. */
    private int atHand = -1;
    private final List<Action> backward;
    private final List<Action> tangent;

    /**
     * Plans; {@link #allocate} makes it ready to run.
     *
     * @param cuts nodes after which a piece of the forward pass ends, ascending; each the only one that both sides of it share
     */
    CompiledProgram(LayerGraph graph, int batch, int... cuts) {
        SingleThread.require(System.getenv(), Runtime.getRuntime().availableProcessors());
        Natives.load(dnnl.class);
        this.graph = graph;
        this.batch = batch;
        this.cuts = cuts;
        values = new Value[graph.nodes().size()];
        normalisations = new NormaliseCode[values.length];
        done = new int[values.length];
        try (PointerScope temporary = new PointerScope()) {
            c = new Compilation(scope, batch, cuts.length > 0);
            segments = c.memory().segments();
            forward = c.begin();
            input = makeInput();
            makeLayers();
            output = c.plain(values[graph.output()]);
            c.at(output);
            c.tick();
            c.mark();
            backward = c.begin();
            segments.begin(1, c.now());
            emitBackward();
            tangent = c.begin();
            segments.begin(2, c.now());
            emitTangent();
            c.memory().lay();
        } catch (RuntimeException | Error failure) {
            scope.close();
            throw failure;
        }
    }

    private Value makeInput() {
        ValueShape shape = graph.inputShape();
        Value x = new Value(shape, c.plain(shape), c.place(c.plain(shape)), false);
        c.at(x);
        c.tick();
        if (segments.areSeveral()) {
            x.place.begin();
        }
        c.mark();
        return x;
    }

    private void makeLayers() {
        Fusion fusion = new Fusion(graph);
        for (int i = 0; i < values.length; i++) {
            LayerNode node = graph.nodes().get(i);
            values[i] = fusion.isFused(i) ? values[node.sources().getFirst()] : make(i, node, fusion);
            done[i] = forward.size();
            if (Arrays.binarySearch(cuts, i) >= 0) {
                values[i].place.begin();
                c.mark();
            }
        }
    }

    private Value make(int i, LayerNode node, Fusion fusion) {
        Activation after = fusion.after(i);
        return switch (node) {
            case LayerNode.Input x -> input;
            case LayerNode.Convolve n -> c.add(AffineCode.of(c, values[n.source()], n, after));
            case LayerNode.Surround n -> c.add(SurroundCode.of(c, values[n.source()], n));
            case LayerNode.Multiply n -> c.add(AffineCode.of(c, values[n.source()], n));
            case LayerNode.Normalise n -> {
                normalisations[i] = new NormaliseCode(c, values[n.source()], n.step(), after == Activation.RELU);
                yield c.add(normalisations[i]);
            }
            case LayerNode.Standardise n -> c.add(new StandardiseCode(c, c.plain(values[n.source()]), n));
            case LayerNode.Activate n -> c.add(new ActivateCode(c, values[n.source()], n.function(), fusion.mayOverwrite(n.source())));
            case LayerNode.Smooth n -> c.add(new SmoothCode(c, values[n.source()], n.function()));
            case LayerNode.Add n -> c.add(new AddCode(c, n, values[n.kept()], values[n.branch()], after,
                    n.kept() != n.branch() && fusion.mayOverwrite(n.branch())));
            case LayerNode.Pool n -> c.add(new PoolCode(c, values[n.source()], n));
            case LayerNode.Flatten n -> c.add(new FlattenCode(c, c.plain(values[n.source()]), n.shape()));
            case LayerNode.PadChannels n -> c.add(PadChannelsCode.of(c, values[n.source()], n));
        };
    }

    private void emitBackward() {
        output.gradient = c.flows.create(output.layout);
        c.at(output.gradient, output.layout);
        List<LayerCode> layers = new ArrayList<>(c.layers());
        Collections.reverse(layers);
        int piece = segments.count();
        for (LayerCode layer : layers) {
            if (layer.segment != piece) {
                piece = layer.segment;
                emitAgain(1, piece);
            }
            c.onlyIf(layer.result.learned, layer::backward);
            c.tick();
        }
        c.at(input.gradient, input.layout);
        c.tick();
    }

    private void emitTangent() {
        input.tangent = c.place(input.layout);
        c.at(input.tangent, input.layout);
        c.tick();
        int piece = -1;
        for (LayerCode layer : c.layers()) {
            if (layer.segment != piece) {
                piece = layer.segment;
                emitAgain(2, piece);
            }
            layer.tangent();
            c.tick();
        }
        c.at(output.tangent, output.layout);
    }

    /** Runs a piece of the forward pass again, if there are several and it is not at hand. */
    private void emitAgain(int pass, int piece) {
        if (segments.areSeveral()) {
            segments.again(pass, piece, c.now());
            c.tick(segments.length(piece));
            c.run(call -> {
                if (atHand != piece) {
                    forward.subList(segments.firstAction(piece), segments.firstAction(piece + 1)).forEach(action -> action.run(call));
                    atHand = piece;
                }
            });
        }
    }

    /** The native memory that {@link #allocate} takes. */
    long bytes() {
        return c.memory().bytes();
    }

    List<String> kernels() {
        return List.copyOf(c.kernels());
    }

    CompiledProgram allocate() {
        try (PointerScope temporary = new PointerScope()) {
            c.memory().allocate();
            return this;
        } catch (RuntimeException | Error failure) {
            scope.close();
            throw failure;
        }
    }

    /** As {@link #allocate}, in the memory of another program, which outlives this one. Only one of them has its values at a time. */
    CompiledProgram allocateWithin(CompiledProgram other) {
        try (PointerScope temporary = new PointerScope()) {
            c.memory().allocateWithin(other.c.memory());
            return this;
        } catch (RuntimeException | Error failure) {
            scope.close();
            throw failure;
        }
    }

    void forward(float[] parameters, float[] x, float[] y) {
        input.place.numbers().put(x, 0, batch * input.shape.size());
        run(forward, new Call(parameters, null, null, false));
        atHand = segments.count() - 1;
        output.place.numbers().get(y, 0, batch * output.shape.size());
    }

    void backward(float[] parameters, float[] gy, float[] gradients, float[] dx) {
        output.gradient.numbers().put(gy, 0, batch * output.shape.size());
        run(backward, new Call(parameters, gradients, null, dx != null));
        if (dx != null) {
            input.gradient.numbers().get(dx, 0, batch * input.shape.size());
        }
    }

    void tangent(float[] parameters, float[] dx, float[] direction, float[] dy) {
        if (dx == null) {
            Compilation.fill(input.tangent, 0);
        } else {
            input.tangent.numbers().put(dx, 0, batch * input.shape.size());
        }
        atHand = -1;
        run(tangent, new Call(parameters, null, direction, dx != null));
        atHand = -1;
        output.tangent.numbers().get(dy, 0, batch * output.shape.size());
    }

    /** The first node whose value is not finite, in a forward pass made again: values are looked at before others take their bytes. */
    OptionalInt firstNonFinite(float[] parameters, float[] x) {
        input.place.numbers().put(x, 0, batch * input.shape.size());
        Call call = new Call(parameters, null, null, false);
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            run(forward.subList(from, done[i]), call);
            from = done[i];
            FloatBuffer numbers = values[i].place.numbers().asBuffer();
            for (int e = (int) (values[i].layout.get_size() / Float.BYTES) - 1; e >= 0; e--) {
                if (!Float.isFinite(numbers.get(e))) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static void run(List<Action> actions, Call call) {
        try (PointerScope temporary = new PointerScope()) {
            for (Action action : actions) {
                action.run(call);
            }
        }
    }

    /** @return the batch normalisation that made a value, or null */
    NormaliseCode normalisation(int value) {
        return normalisations[value];
    }

    @Override
    public void close() {
        scope.close();
    }
}

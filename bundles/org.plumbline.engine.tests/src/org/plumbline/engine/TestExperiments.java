package org.plumbline.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.contribution.ParameterDeclaration;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ActivationLayer;
import org.plumbline.engine.network.BranchScale;
import org.plumbline.engine.network.Dense;
import org.plumbline.engine.network.Network;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.network.Repeat;
import org.plumbline.engine.network.Residual;
import org.plumbline.engine.network.Sequence;
import org.plumbline.engine.network.Shape;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.result.AnalysisResult;
import org.plumbline.engine.result.Estimate;
import org.plumbline.engine.result.ResultAxis;
import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.result.TrialState;
import org.plumbline.engine.spi.Analysis;
import org.plumbline.engine.spi.Architecture;
import org.plumbline.engine.spi.DataSet;
import org.plumbline.engine.spi.DataShape;
import org.plumbline.engine.spi.Dataset;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.engine.spi.Loss;
import org.plumbline.engine.spi.Optimiser;
import org.plumbline.engine.spi.Probe;
import org.plumbline.engine.spi.Runner;
import org.plumbline.engine.spi.TrainedNetwork;
import org.plumbline.engine.spi.TrainingLength;
import org.plumbline.engine.spi.TrainingOutcome;
import org.plumbline.engine.spi.TrainingProcedure;
import org.plumbline.engine.spi.TrainingRun;
import org.plumbline.engine.spi.TrainingState;
import org.plumbline.engine.spi.TrainingTask;
import org.plumbline.engine.spi.TrialSet;
import org.plumbline.engine.spi.Updater;
import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** A registry filled by hand with the smallest contributions that train something, and an experiment made of them. */
public final class TestExperiments {
    private static final int EXAMPLES = 8;
    private static final int WIDTH = 2;

    private TestExperiments() {
    }

    /** @return a sweep over depths (comma-separated) and seeds of a residual stack with full-batch descent */
    public static Experiment linearStack(String depths, int seeds) {
        ExperimentFactory factory = ExperimentFactory.eINSTANCE;
        Experiment experiment = factory.createExperiment();
        experiment.setName("stack");
        MutableList<Component> parts = Lists.mutable.with(with(factory.createDataset(), "dataset", "points"),
                with(factory.createArchitectureFamily(), "architecture", "stack"),
                with(factory.createInitialiser(), "initialiser", "small"), with(factory.createOptimiser(), "optimiser", "descent"),
                with(factory.createLoss(), "loss", "square"), with(factory.createTraining(), "training", "steps"),
                with(factory.createAnalysis(), "analysis", "size"));
        experiment.getComponents().addAll(parts);
        experiment.setSweep(factory.createSweep());
        Axis depth = factory.createAxis();
        depth.setComponent(parts.get(1));
        depth.setParameter("depth");
        ListValues values = factory.createListValues();
        values.getValues().addAll(Lists.mutable.with(depths.split(",")));
        depth.setValues(values);
        Axis seed = factory.createAxis();
        seed.setParameter("seed");
        SeedValues count = factory.createSeedValues();
        count.setCount(seeds);
        seed.setValues(count);
        experiment.getSweep().getAxes().add(depth);
        experiment.getSweep().getAxes().add(seed);
        return experiment;
    }

    private static Component with(Component component, String id, String contribution) {
        component.setId(id);
        component.setContribution(contribution);
        return component;
    }

    public static ContributionRegistry registry() {
        return new ContributionRegistry(Lists.immutable.with(
                contribution(ContributionKind.DATASET, "points", Points::new, integer("targets", "2")),
                contribution(ContributionKind.DATASET, "jittered", Jittered::new, integer("targets", "2")),
                contribution(ContributionKind.ARCHITECTURE, "stack", Stack::new, integer("depth", "3")),
                contribution(ContributionKind.INITIALISER, "small", Small::new),
                contribution(ContributionKind.INITIALISER, "coupled", Coupled::new),
                contribution(ContributionKind.OPTIMISER, "descent", Descent::new, real("lr", "0.5")),
                contribution(ContributionKind.LOSS, "square", Square::new),
                contribution(ContributionKind.TRAINING, "steps", Steps::new, integer("steps", "5")),
                contribution(ContributionKind.TRAINING, "look", Look::new),
                contribution(ContributionKind.ANALYSIS, "size", Size::new),
                contribution(ContributionKind.RUNNER, "local", OneByOne::new)), Lists.immutable.empty());
    }

    private static Contribution contribution(ContributionKind kind, String id, Supplier<?> factory, ParameterDeclaration... parameters) {
        return new Contribution(kind, id, id, "A " + id + ".", "1", "test", Lists.immutable.with(parameters), factory);
    }

    private static ParameterDeclaration integer(String id, String defaultValue) {
        return new ParameterDeclaration(id, id, "", ParameterType.INTEGER, "", defaultValue, Optional.of(1.0), Optional.empty(),
                false, Lists.immutable.empty(), "");
    }

    private static ParameterDeclaration real(String id, String defaultValue) {
        return new ParameterDeclaration(id, id, "", ParameterType.REAL, "", defaultValue, Optional.empty(), Optional.empty(),
                false, Lists.immutable.empty(), "");
    }

    /** Gaussian inputs, targets the same times -1. */
    private static class Points implements Dataset {
        @Override
        public DataShape shape(Settings settings) {
            return new DataShape(Shape.of(WIDTH), Shape.of(settings.integer("targets")), EXAMPLES, 0);
        }

        @Override
        public String contentDigest(Settings settings) {
            return "";
        }

        @Override
        public DataSet load(Settings settings, RandomStreams streams) {
            float[] x = new float[EXAMPLES * WIDTH];
            streams.stream("data/x").gaussians(x, 0, 1);
            float[] t = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                t[i] = -x[i];
            }
            return new DataSet(shape(settings), x, t, new float[0], new float[0]);
        }
    }

    /** The same points; steps see their inputs with noise. */
    private static final class Jittered extends Points {
        @Override
        public DataSet load(Settings settings, RandomStreams streams) {
            DataSet points = super.load(settings, streams);
            return new DataSet(points.shape(), points.trainInputs(), points.trainTargets(), points.testInputs(), points.testTargets(),
                    Optional.of((inputs, from, stream) -> {
                        for (int i = from; i < from + WIDTH; i++) {
                            inputs[i] += (float) stream.gaussian();
                        }
                    }));
        }
    }

    private static final class Stack implements Architecture {
        @Override
        public Repeat build(Settings settings, DataShape data) {
            return new Repeat(settings.integer("depth"), Residual.of(Sequence.of(new Dense(WIDTH, "A", "b"),
                    new ActivationLayer(ActivationLayer.Function.TANH)), BranchScale.constant(1.0 / settings.integer("depth"))), false);
        }
    }

    private static class Small implements Initialiser {
        @Override
        public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream,
                RealArray values, int offset) {
            stream.gaussians(values, offset, offset + tensor.shape().size(), 0, 0.1);
        }
    }

    /** The same numbers at all depths but 3, which it cannot do. */
    private static final class Coupled extends Small {
        @Override
        public boolean coupled(Settings settings) {
            return true;
        }

        @Override
        public Optional<String> refusal(ParameterTensor tensor, Settings settings) {
            return tensor.stackLength() == 3 ? Optional.of("'" + tensor.name() + "' cannot have depth 3; 2 or 4 would do") : Optional.empty();
        }
    }

    private static final class Descent implements Optimiser {
        @Override
        public int stateArrays(Settings settings) {
            return 0;
        }

        @Override
        public Updater updater(Settings settings, Precision precision, int size) {
            double lr = settings.real("lr");
            return new Updater() {
                @Override
                public void step(RealArray parameters, RealArray gradient) {
                    if (lr < 0) {
                        throw new IllegalStateException("cannot climb");
                    }
                    for (int i = 0; i < parameters.length(); i++) {
                        parameters.add(i, -lr * gradient.get(i));
                    }
                }

                @Override
                public void save(DataOutput out) {
                    // no state
                }

                @Override
                public void restore(DataInput in) {
                    // no state
                }
            };
        }
    }

    private static final class Square implements Loss {
        @Override
        public double valueAndGradient(Settings settings, double[] y, float[] t, int n, int k, double[] gradient) {
            double sum = 0;
            for (int i = 0; i < n * k; i++) {
                double e = y[i] - t[i];
                sum += e * e;
                gradient[i] = 2 * e / (n * k);
            }
            return sum / (n * k);
        }
    }

    private static final class Steps implements TrainingProcedure {
        @Override
        public ImmutableList<String> check(Settings settings, DataShape data) {
            return Lists.immutable.empty();
        }

        @Override
        public int batchCapacity(Settings settings, DataShape data) {
            return data.train();
        }

        @Override
        public Optional<TrainingLength> length(Settings settings, DataShape data) {
            int steps = settings.integer("steps");
            return Optional.of(new TrainingLength(steps, steps, steps));
        }

        @Override
        public TrainingRun begin(TrainingTask task, Settings settings) {
            return new TrainingRun() {
                private int step;
                private double loss;

                @Override
                public boolean advance() {
                    loss = task.step(task.data().trainInputs(), task.data().trainTargets(), EXAMPLES);
                    task.epochDone(++step, loss);
                    return step < settings.integer("steps");
                }

                @Override
                public TrainingOutcome outcome() {
                    return new TrainingOutcome("step cap", step, step, loss);
                }

                @Override
                public void save(DataOutput out) throws IOException {
                    out.writeInt(step);
                }

                @Override
                public void restore(DataInput in) throws IOException {
                    step = in.readInt();
                }
            };
        }
    }

    /** Makes no step, so that a trial ends with its initial values. */
    private static final class Look implements TrainingProcedure {
        @Override
        public ImmutableList<String> check(Settings settings, DataShape data) {
            return Lists.immutable.empty();
        }

        @Override
        public int batchCapacity(Settings settings, DataShape data) {
            return 1;
        }

        @Override
        public TrainingRun begin(TrainingTask task, Settings settings) {
            return new TrainingRun() {
                @Override
                public boolean advance() {
                    return false;
                }

                @Override
                public TrainingOutcome outcome() {
                    return new TrainingOutcome("no step", 0, 0, Double.NaN);
                }

                @Override
                public void save(DataOutput out) {
                    // no state
                }

                @Override
                public void restore(DataInput in) {
                    // no state
                }
            };
        }
    }

    /** Observes the sum of the losses of all steps so far, and the largest entry of each layer. */
    private static final class LossSum implements Probe {
        private double sum;

        @Override
        public boolean isDue(long step) {
            return true;
        }

        @Override
        public void observe(TrainingState state, Recorder recorder) {
            sum += state.loss();
            recorder.scalar("losses (sum)", sum);
            int depth = state.network().network().depth();
            double[] layers = new double[depth];
            for (int i = 0; i < depth * WIDTH * WIDTH; i++) {
                layers[i / (WIDTH * WIDTH)] = Math.max(layers[i / (WIDTH * WIDTH)], Math.abs(state.network().parameters().get(i)));
            }
            recorder.layers("max(A)", layers);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeDouble(sum);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            sum = in.readDouble();
        }
    }

    /** The mean of the squares of all parameters of all trials that are done. */
    private static final class Size implements Analysis {
        @Override
        public Optional<Probe> probe(Network network, Settings settings) {
            return Optional.of(new LossSum());
        }

        @Override
        public Optional<String> notDefinedFor(Network network, Settings settings) {
            return Optional.empty();
        }

        @Override
        public SortedMap<String, Double> measure(TrainedNetwork trained, Settings settings) {
            double sum = 0;
            for (double p : trained.parameters().doubles(trained.parameters().length())) {
                sum += p * p;
            }
            return new TreeMap<>(Map.of("size", sum));
        }

        @Override
        public ImmutableList<AnalysisResult> evaluate(String analysis, TrialSet trials, Settings settings) {
            ImmutableList<TrialRecord> done = trials.records().select(t -> t.state() == TrialState.DONE);
            double mean = done.sumOfDouble(t -> t.measurements().get(analysis + "/size")) / done.size();
            ResultAxis axis = new ResultAxis("size", "", false);
            return Lists.immutable.with(new AnalysisResult(analysis, "size", "Size", "mean size",
                    done.isEmpty() ? Optional.empty() : Optional.of(new Estimate(mean, Double.NaN, Double.NaN, Double.NaN, 0.95,
                            done.size(), "", "mean", done.collect(TrialRecord::id))),
                    axis, axis, Lists.immutable.empty(), Optional.empty(), Lists.immutable.empty()));
        }
    }

    /** Runs trials on as many threads as there are workers. */
    private static final class OneByOne implements Runner {
        @Override
        public void run(ImmutableList<TrialPlan> trials, int workers, Work work) throws InterruptedException {
            Thread[] threads = new Thread[workers];
            for (int w = 0; w < workers; w++) {
                int first = w;
                threads[w] = new Thread(() -> {
                    for (int i = first; i < trials.size(); i += workers) {
                        work.execute(trials.get(i));
                    }
                });
                threads[w].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}

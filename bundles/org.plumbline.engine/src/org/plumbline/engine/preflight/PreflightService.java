package org.plumbline.engine.preflight;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.factory.Maps;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.map.MutableMap;
import org.plumbline.engine.contribution.Contribution;
import org.plumbline.engine.contribution.ContributionKind;
import org.plumbline.engine.contribution.ContributionRegistry;
import org.plumbline.engine.execution.Memory;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.plan.Compilation;
import org.plumbline.engine.plan.PlanOptions;
import org.plumbline.engine.plan.RunPlan;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.run.KnownTrials;
import org.plumbline.engine.run.RunRequest;
import org.plumbline.engine.spi.Runner;
import org.plumbline.nd4j.Backend;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

/** Says what a run will take. Writes nothing; may train a few steps in this process, for some seconds. */
public final class PreflightService {
    private final ContributionRegistry registry;
    private final Function<Path, DiskSpace> disk;
    private final double pace;

    public PreflightService(ContributionRegistry registry) {
        this(registry, DiskSpace::of, 1);
    }

    /**
     * @param disk tells of the file system of a folder
     * @param pace multiplies the time that a calibration takes
     */
    PreflightService(ContributionRegistry registry, Function<Path, DiskSpace> disk, double pace) {
        this.pace = pace;
        this.registry = registry;
        this.disk = disk;
    }

    /**
     * @param name    of the experiment, for people
     * @param folder  of the run; need not be there
     * @param workers trials at the same time, at least 1
     * @throws StoreException       if there is a run in the folder that cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public Preflight of(Compilation compilation, String name, Path folder, int workers) throws StoreException, InterruptedException {
        return compilation.plan().isPresent() ? of(compilation, compilation.plan().get(), name, folder, workers)
                : new Preflight(name, workers, Lists.immutable.empty(), 0, 0, Memory.NONE, Memory.NONE, Optional.empty(),
                        Optional.empty(), Lists.immutable.empty(), compilation.notDefined(), compilation.findings());
    }

    private Preflight of(Compilation compilation, RunPlan plan, String name, Path path, int workers) throws StoreException, InterruptedException {
        KnownTrials known = KnownTrials.of(RunFolder.at(path));
        MutableMap<String, TrialPlan> here = Maps.mutable.empty();
        MutableMap<String, TrialPlan> beside = Maps.mutable.empty();
        for (TrialPlan trial : plan.trials()) {
            if (known.here(trial).isPresent()) {
                here.put(trial.id(), trial);
            } else if (known.isBeside(trial)) {
                beside.put(trial.id(), trial);
            }
        }
        ImmutableList<Line> lines = plan.trials().groupBy(TrialPlan::cell).multiValuesView()
                .collect(trials -> PlannedCell.of(trials.toList().toImmutable(), registry))
                .collect(cell -> new Line(cell, cell.trials().reject(t -> here.containsKey(t.id()) || beside.containsKey(t.id())),
                        cell.trials().count(t -> beside.containsKey(t.id()))))
                .toSortedListBy(line -> line.cell().trial().parameterCount() + line.cell().work() * 1e-18).toImmutable();
        ImmutableList<Line> toRun = lines.select(line -> line.pending().notEmpty());
        CostModel model = model(plan, toRun, known, workers);
        MutableList<String> notes = model.notes().toList();
        notes.addAllIterable(stopRules(toRun, model));
        ImmutableList<Line> inLine = toRun.toSortedListBy(line -> -line.cell().trial().parameterCount()).toImmutable();
        Optional<TimeSpan> time = time(inLine, model, workers);
        if (time.isEmpty() && toRun.notEmpty()) {
            notes.add("the time is not known: " + toRun.count(line -> model.trial(line.cell(), 1).isEmpty()) + " of " + toRun.size()
                    + " cells were not measured, or their training does not say how many steps it takes");
        }
        DiskNeed need = DiskNeed.of(lines.flatCollect(line -> line.pending().collect(t -> line.cell().files())),
                lines.flatCollect(line -> Lists.immutable.fromStream(Stream.generate(line.cell()::files).limit(line.beside()))),
                workers, disk.apply(path));
        ImmutableList<Memory> memories = toRun.flatCollect(line -> line.pending().collect(t -> line.cell().memory()))
                .toSortedListBy(memory -> -memory.total()).toImmutable();
        return new Preflight(name, workers, lines.collect(line -> line.estimate(model, need.space())), here.size(), beside.size(),
                memories.isEmpty() ? Memory.NONE : memories.getFirst(), memories.take(workers).injectInto(Memory.NONE, Memory::plus),
                Optional.of(need), time, notes.toImmutable(), compilation.notDefined(),
                need.shortage().map(compilation.findings()::newWith).orElse(compilation.findings()));
    }

    private CostModel model(RunPlan plan, ImmutableList<Line> toRun, KnownTrials known, int workers) throws InterruptedException {
        if (toRun.notEmpty() && plan.trials().getFirst().execution().equals(PlanOptions.GENERIC)) {
            Backend.initialise();
        }
        int together = Processors.together(workers, (int) toRun.sumOfInt(line -> line.pending().size()));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.min(workers, plan.trials().size()));
        return CostModel.of(toRun.collect(Line::runnable), PastTrials.read(known, registry),
                new Calibration(registry, together, threads, pace), toRun.isEmpty() ? OptionalDouble.empty() : processStart());
    }

    /** The runner that runs have unless they ask for another. */
    private OptionalDouble processStart() throws InterruptedException {
        Optional<Contribution> runner = registry.find(ContributionKind.RUNNER, RunRequest.LOCAL);
        return runner.isPresent() ? runner.get().create(Runner.class).startSeconds() : OptionalDouble.empty();
    }

    private static ImmutableList<String> stopRules(ImmutableList<Line> lines, CostModel model) {
        MutableList<String> notes = Lists.mutable.empty();
        lines.collect(line -> model.share(line.cell())).select(Optional::isPresent).collect(Optional::get).distinct()
                .forEach(share -> notes.add(String.format(Locale.ROOT,
                        "trainings of this recipe used %.0f %% of their limit of steps (%.0f %% to %.0f %%, %d trials); so will these, it is supposed",
                        100 * share.mean(), 100 * share.low(), 100 * share.high(), share.n())));
        boolean early = lines.anySatisfy(line -> model.share(line.cell()).isEmpty()
                && line.cell().length().map(length -> length.fewestSteps() < length.mostSteps()).orElse(false));
        if (early) {
            notes.add("a stop rule may end trainings before their limit of steps: what is expected, and the upper end, take the whole "
                    + "limit; the lower end takes as few steps as the rule allows");
        }
        return notes.toImmutable();
    }

    /**
     * The trials wait in line, the largest first, as they do in the run. What is particular to a cell averages out over cells, the
     * more the more of them share the work; what is common to all does not.
     */
    private static Optional<TimeSpan> time(ImmutableList<Line> inLine, CostModel model, int workers) {
        if (inLine.isEmpty() || inLine.anySatisfy(line -> model.trial(line.cell(), 1).isEmpty())) {
            return Optional.empty();
        }
        double[] shares = inLine.collectDouble(line -> line.pending().size() * model.trial(line.cell(), 1).orElseThrow().seconds()).toArray();
        double total = Arrays.stream(shares).sum();
        double count = total * total / Arrays.stream(shares).map(share -> share * share).sum();
        TimeSpan start = model.start();
        return Optional.of(new TimeSpan(start.seconds() + length(inLine, model, workers, count, TimeSpan::seconds),
                start.low() + length(inLine, model, workers, count, TimeSpan::low),
                start.high() + length(inLine, model, workers, count, TimeSpan::high)));
    }

    private static double length(ImmutableList<Line> inLine, CostModel model, int workers, double count, ToDoubleFunction<TimeSpan> end) {
        double crowding = Processors.crowding((int) Math.min(workers, inLine.sumOfInt(line -> line.pending().size())));
        double[] seconds = inLine.flatCollect(line -> {
            double one = crowding * end.applyAsDouble(model.trial(line.cell(), count).orElseThrow());
            return line.pending().collect(trial -> one);
        }).collectDouble(Double::doubleValue).toArray();
        return Schedule.length(seconds, workers);
    }

    /**
     * A cell and what is to be done of it.
     *
     * @param pending trials that are to run
     * @param beside  number of trials that runs beside have
     */
    private record Line(PlannedCell cell, ImmutableList<TrialPlan> pending, int beside) {
        /** The cell with the trials that are to run alone. */
        PlannedCell runnable() {
            return new PlannedCell(pending, cell.kind(), cell.work(), cell.length(), cell.memory(), cell.files());
        }

        CellEstimate estimate(CostModel model, DiskSpace space) {
            return new CellEstimate(cell.trial().cell(), cell.label(), cell.trials().size(), pending.size(), cell.trial().parameterCount(),
                    cell.length(), cell.memory(), space.blocks(cell.files().parameters()) + space.blocks(cell.files().status()),
                    model.step(cell), model.trial(cell, 1));
        }
    }
}

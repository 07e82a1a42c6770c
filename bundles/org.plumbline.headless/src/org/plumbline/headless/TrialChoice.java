package org.plumbline.headless;

import java.util.ArrayList;
import java.util.List;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.engine.plan.TrialPlan;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StoreException;

import picocli.CommandLine.Option;

/** Some trials of a run. */
final class TrialChoice {
    @Option(names = "--trial", paramLabel = "ID", description = "One trial alone, by the first letters of its id. Can be repeated.")
    private List<String> trials = new ArrayList<>();

    @Option(names = "--cell", paramLabel = "PATH=VALUE", description = "The trials of the cells with this value, e.g. architecture.depth=64. Can be repeated: then all must hold.")
    private List<String> cells = new ArrayList<>();

    /** @return whether none is named, which means all */
    boolean isAll() {
        return trials.isEmpty() && cells.isEmpty();
    }

    /** @return the ids of the trials; at least one */
    List<String> of(Environment environment, RunFolder run) throws StoreException {
        List<String[]> wanted = cells.stream().map(TrialChoice::split).toList();
        List<String> ids = RunHeader.plan(environment.registry(), run).trials()
                .select(trial -> trials.isEmpty() || trials.stream().anyMatch(trial.id()::startsWith))
                .select(trial -> wanted.stream().allMatch(cell -> cell[1].equals(value(trial, cell[0]))))
                .collect(TrialPlan::id).castToList();
        if (ids.isEmpty()) {
            throw new InvalidInputException("no trial of " + run.path() + " is what --trial and --cell ask for");
        }
        return ids;
    }

    private static String value(TrialPlan trial, String path) {
        return path.equals("seed") ? Long.toString(trial.seed()) : trial.cell().get(path);
    }

    private static String[] split(String cell) {
        String[] parts = cell.split("=", 2);
        if (parts.length < 2) {
            throw new InvalidInputException("--cell: expected PATH=VALUE, got '" + cell + "'");
        }
        return parts;
    }
}

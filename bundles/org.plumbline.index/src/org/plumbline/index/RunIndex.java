package org.plumbline.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.plumbline.engine.finding.InvalidInputException;
import org.plumbline.store.StoreException;

/**
 * Runs and their trials in a small database on this machine, so that many can be listed and filtered at once. It holds nothing that
 * the run folders do not hold, and is made anew from them when it is gone, damaged, or of another version. Several processes can
 * use one index at the same time; this object is used by one thread at a time.
 */
public final class RunIndex implements Closeable {
    private final Set<Path> refreshed = new LinkedHashSet<>();
    private IndexFile file;

    private RunIndex(IndexFile file) {
        this.file = file;
    }

    /**
     * Opens the index of this user: in the folder that the system property {@code plumbline.index}, or the environment variable
     * {@code PLUMBLINE_INDEX}, names, else in the user's cache folder.
     *
     * @param notices hears if it cannot be kept: then it is made in memory, and is gone when it is closed
     */
    public static RunIndex ofUser(Consumer<String> notices) throws StoreException {
        try {
            return open(IndexFile.ofUser());
        } catch (StoreException e) {
            notices.accept(e.getMessage() + "; all runs are read again");
            return new RunIndex(IndexFile.inMemory());
        }
    }

    /**
     * @param folder where its file is; made if it is not there
     * @throws StoreException if the file cannot be made or read
     */
    public static RunIndex open(Path folder) throws StoreException {
        return new RunIndex(IndexFile.open(folder.toAbsolutePath()));
    }

    /**
     * Reads what is new in the runs of some folders.
     *
     * @param folders run folders, or folders with runs somewhere below them
     * @param notices hears of runs that cannot be read; they are left out
     * @throws InvalidInputException if there is no such folder
     */
    public synchronized void refresh(List<Path> folders, Consumer<String> notices) throws StoreException {
        for (Path folder : folders) {
            Path absolute = RunFinder.absolute(folder);
            List<Path> found = RunFinder.find(absolute);
            guarded(connection -> {
                refresh(connection, absolute, found, notices);
                return found;
            });
            refreshed.add(absolute);
        }
    }

    private static void refresh(Connection connection, Path folder, List<Path> found, Consumer<String> notices)
            throws SQLException, StoreException {
        for (Path gone : known(connection, folder)) {
            if (!found.contains(gone)) {
                transaction(connection, () -> RunUpdate.forget(connection, gone));
            }
        }
        for (Path run : found) {
            update(connection, run, notices);
        }
    }

    private static void update(Connection connection, Path run, Consumer<String> notices) throws SQLException, StoreException {
        try {
            transaction(connection, () -> new RunUpdate(connection, run).apply());
        } catch (StoreException e) {
            notices.accept(e.getMessage());
            transaction(connection, () -> RunUpdate.forget(connection, run));
        }
    }

    private static List<Path> known(Connection connection, Path folder) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String where = new TrialQuery(List.of(folder), List.of()).runs(parameters);
        return rows(connection, "SELECT r.path FROM run r WHERE " + where, parameters, row -> Path.of(row.getString(1)));
    }

    /** @return runs in the order of their paths, those without a trial that was asked for included; of those with one alone if there are conditions */
    public synchronized List<IndexedRun> runs(TrialQuery query) throws StoreException {
        requireNames(query);
        return guarded(connection -> {
            List<Object> parameters = new ArrayList<>();
            // CROSS keeps the order of the tables: states are counted along their own index, without a look at each row of the trials.
            String sql = "SELECT r.id, t.state, COUNT(*) FROM run r CROSS JOIN trial t ON t.run = r.id WHERE " + query.runs(parameters) + " AND "
                    + query.trials(parameters) + " GROUP BY r.id, t.state";
            Map<Long, Map<String, Integer>> states = new TreeMap<>();
            rows(connection, sql, parameters, row -> states.computeIfAbsent(row.getLong(1), r -> new TreeMap<>())
                    .put(row.getString(2), row.getInt(3)));
            parameters.clear();
            List<IndexedRun> runs = new ArrayList<>();
            rows(connection, "SELECT id, path, name, title, identity, started, planned FROM run r WHERE " + query.runs(parameters)
                    + " ORDER BY path", parameters, row -> {
                        Map<String, Integer> of = states.get(row.getLong(1));
                        return (of != null || query.where().isEmpty()) && runs.add(new IndexedRun(Path.of(row.getString(2)),
                                row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getInt(7),
                                of == null ? Map.of() : of));
                    });
            return runs;
        });
    }

    /**
     * @param from number of trials that are left out, in the order of runs, depths and seeds
     * @param most number of trials at most
     */
    public synchronized List<IndexedTrial> trials(TrialQuery query, int from, int most) throws StoreException {
        requireNames(query);
        return guarded(connection -> {
            List<Object> parameters = new ArrayList<>();
            String sql = "SELECT r.path, t.id, t.cell, t.seed, t.depth, t.state, t.loss, t.steps, t.epochs, t.seconds, t.message"
                    + " FROM run r CROSS JOIN trial t ON t.run = r.id WHERE " + query.runs(parameters) + " AND " + query.trials(parameters)
                    + " ORDER BY r.path, t.depth, t.seed, t.id LIMIT ? OFFSET ?";
            parameters.add(most);
            parameters.add(from);
            return rows(connection, sql, parameters, row -> new IndexedTrial(Path.of(row.getString(1)), row.getString(2), row.getString(3),
                    row.getLong(4), row.getInt(5), row.getString(6), number(row, 7), row.getLong(8), row.getInt(9), number(row, 10),
                    row.getString(11)));
        });
    }

    /** @return number of trials that are asked for */
    public synchronized int count(TrialQuery query) throws StoreException {
        requireNames(query);
        return guarded(connection -> {
            List<Object> parameters = new ArrayList<>();
            return rows(connection, "SELECT COUNT(*) FROM run r CROSS JOIN trial t ON t.run = r.id WHERE " + query.runs(parameters) + " AND "
                    + query.trials(parameters), parameters, row -> row.getInt(1)).get(0);
        });
    }

    /** @return what conditions can name, sorted: columns, paths of sweeps, and measured quantities of any run */
    public synchronized List<String> names() throws StoreException {
        return guarded(connection -> {
            TreeSet<String> names = new TreeSet<>(Condition.COLUMNS.keySet());
            names.addAll(rows(connection, "SELECT text FROM name", List.of(), row -> row.getString(1)));
            return List.copyOf(names);
        });
    }

    private void requireNames(TrialQuery query) throws StoreException {
        if (query.where().stream().allMatch(condition -> Condition.COLUMNS.containsKey(condition.name()))) {
            return;
        }
        List<String> names = names();
        for (Condition condition : query.where()) {
            if (!names.contains(condition.name())) {
                throw new InvalidInputException("no trial has a value '" + condition.name() + "'; there are " + String.join(", ", names));
            }
        }
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }

    private interface Action<T> {
        T run(Connection connection) throws SQLException, StoreException;
    }

    private interface Step {
        void run() throws SQLException, StoreException;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String sql, List<Object> parameters, Row<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<T> found = new ArrayList<>();
            for (ResultSet row = statement.executeQuery(); row.next();) {
                found.add(reader.read(row));
            }
            return found;
        }
    }

    private static void transaction(Connection connection, Step step) throws SQLException, StoreException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                step.run();
                statement.execute("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    rollBack(statement);
                }
            }
        }
    }

    private static void rollBack(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself
        }
    }

    /** Does it once more with a new file if the one that there is turns out to be damaged. */
    private <T> T guarded(Action<T> action) throws StoreException {
        try {
            reopenIfReplaced();
            return action.run(file.connection());
        } catch (SQLException e) {
            if (!IndexFile.isDamage(e) || file.file().isEmpty()) {
                throw failed(e);
            }
        }
        try {
            if (file.isCurrent()) {
                IndexFile.throwAway(file.folder());
            }
            reopenIfReplaced();
            return action.run(file.connection());
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    /** If this process or another has thrown the file away: what was read into it is read into the new one. */
    private void reopenIfReplaced() throws SQLException, StoreException {
        if (!file.isCurrent()) {
            file.close();
            file = IndexFile.open(file.folder());
            for (Path folder : refreshed) {
                refresh(file.connection(), folder, RunFinder.find(folder), notice -> { });
            }
        }
    }

    private StoreException failed(Exception e) {
        return new StoreException("the index " + file.file().map(Path::toString).orElse("in memory") + " does not answer: " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}

package org.plumbline.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.plumbline.engine.result.TrialRecord;
import org.plumbline.engine.run.RunHeader;
import org.plumbline.engine.run.RunJson;
import org.plumbline.store.RunFolder;
import org.plumbline.store.StatusScan;
import org.plumbline.store.StoreException;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Brings what the index says of one run up to date, within a transaction of its caller. */
final class RunUpdate {
    private final Connection connection;
    private final Path path;
    private long run;
    private PreparedStatement putTrial;
    private PreparedStatement putValue;
    private final Map<String, Integer> names = new HashMap<>();
    private SQLException failure;

    RunUpdate(Connection connection, Path path) {
        this.connection = connection;
        this.path = path;
    }

    /** @throws StoreException if the run cannot be read */
    void apply() throws SQLException, StoreException {
        RunFolder folder = RunFolder.forReading(path);
        String stamp = stamp();
        Optional<Long> known = known(stamp);
        if (known.isPresent()) {
            run = known.get();
            if (scan(folder, seen())) {
                return;
            }
        }
        forget(connection, path);
        insert(RunHeader.parse(folder.readRun(), path.resolve("run.json").toString()), stamp);
        // What is taken back between two looks at an empty index is in neither.
        for (int i = 0; i < 3 && !scan(folder, StatusScan.Seen.NOTHING); i++) {
            clear(connection, run);
        }
    }

    private String stamp() throws StoreException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path.resolve("run.json"), BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException e) {
            throw new StoreException("cannot read " + path.resolve("run.json") + ": " + e.getMessage(), e);
        }
    }

    private Optional<Long> known(String stamp) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT id FROM run WHERE path = ? AND stamp = ?")) {
            query.setString(1, path.toString());
            query.setString(2, stamp);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    private StatusScan.Seen seen() throws SQLException {
        return new StatusScan.Seen(longs("SELECT name, offset FROM pack WHERE run = ?"),
                longs("SELECT id, stamp FROM trial WHERE run = ? AND stamp IS NOT NULL"));
    }

    private Map<String, Long> longs(String sql) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, run);
            for (ResultSet row = query.executeQuery(); row.next();) {
                found.put(row.getString(1), row.getLong(2));
            }
        }
        return found;
    }

    private void insert(RunHeader header, String stamp) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO run (path, stamp, name, title, identity, started, planned) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id")) {
            insert.setString(1, path.toString());
            insert.setString(2, stamp);
            insert.setString(3, header.name());
            insert.setString(4, header.title());
            insert.setString(5, header.identity());
            insert.setString(6, header.provenance().getIfAbsentValue("started", ""));
            insert.setInt(7, header.planned());
            run = insert.executeQuery().getLong(1);
        }
    }

    /** @return whether nothing was taken back that had been read before */
    private boolean scan(RunFolder folder, StatusScan.Seen before) throws SQLException, StoreException {
        try (PreparedStatement trial = connection.prepareStatement("INSERT INTO trial (run, id, source, cell, seed, depth, state, loss, steps, epochs,"
                + " seconds, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run, id) DO UPDATE SET source = excluded.source,"
                + " stamp = NULL, cell = excluded.cell, seed = excluded.seed, depth = excluded.depth, state = excluded.state, loss = excluded.loss,"
                + " steps = excluded.steps, epochs = excluded.epochs, seconds = excluded.seconds, message = excluded.message"
                + " WHERE excluded.source >= trial.source RETURNING key");
                PreparedStatement value = connection.prepareStatement(
                        "INSERT OR REPLACE INTO value (name, trial, number, text) VALUES (?, ?, ?, ?)")) {
            putTrial = trial;
            putValue = value;
            Optional<StatusScan.Seen> seen = StatusScan.read(folder, before, this::found);
            if (failure != null) {
                throw failure;
            }
            if (seen.isPresent()) {
                keep(seen.get(), before);
            }
            return seen.isPresent();
        }
    }

    private void found(StatusScan.Found found) {
        if (failure == null) {
            try {
                put(found, RunJson.record(JsonParser.parseString(found.status()).getAsJsonObject()));
            } catch (SQLException e) {
                failure = e;
            } catch (JsonParseException | IllegalStateException | NullPointerException | IllegalArgumentException e) {
                // a damaged status is named by the commands that read the run itself
            }
        }
    }

    private void put(StatusScan.Found found, TrialRecord record) throws SQLException {
        putTrial.setLong(1, run);
        putTrial.setString(2, found.trial());
        putTrial.setString(3, found.source());
        putTrial.setString(4, record.cell().keyValuesView().collect(p -> p.getOne() + "=" + p.getTwo()).makeString(" "));
        putTrial.setLong(5, record.seed());
        putTrial.setInt(6, record.depth());
        putTrial.setString(7, record.state().name());
        setNumber(putTrial, 8, record.finalLoss());
        putTrial.setLong(9, record.steps());
        putTrial.setInt(10, record.epochs());
        setNumber(putTrial, 11, record.seconds());
        putTrial.setString(12, record.message());
        ResultSet row = putTrial.executeQuery();
        if (!row.next()) {
            return;
        }
        long key = row.getLong(1);
        row.close();
        for (var setting : record.cell().keyValuesView()) {
            value(key, setting.getOne(), number(setting.getTwo()), setting.getTwo());
        }
        for (var measured : record.measurements().keyValuesView()) {
            value(key, measured.getOne(), measured.getTwo(), null);
        }
    }

    private void value(long trial, String name, double number, String text) throws SQLException {
        putValue.setInt(1, name(name));
        putValue.setLong(2, trial);
        setNumber(putValue, 3, number);
        putValue.setString(4, text);
        putValue.executeUpdate();
    }

    private int name(String text) throws SQLException {
        Integer known = names.get(text);
        if (known == null) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO name (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = text RETURNING id")) {
                insert.setString(1, text);
                known = insert.executeQuery().getInt(1);
            }
            names.put(text, known);
        }
        return known;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void setNumber(PreparedStatement statement, int place, double number) throws SQLException {
        if (Double.isNaN(number)) {
            statement.setNull(place, Types.REAL);
        } else {
            statement.setDouble(place, number);
        }
    }

    private void keep(StatusScan.Seen seen, StatusScan.Seen before) throws SQLException {
        try (PreparedStatement pack = connection.prepareStatement("INSERT OR REPLACE INTO pack (run, name, offset) VALUES (?, ?, ?)");
                PreparedStatement folder = connection.prepareStatement("UPDATE trial SET stamp = ? WHERE run = ? AND id = ?")) {
            for (Map.Entry<String, Long> entry : seen.packs().entrySet()) {
                pack.setLong(1, run);
                pack.setString(2, entry.getKey());
                pack.setLong(3, entry.getValue());
                pack.executeUpdate();
            }
            for (Map.Entry<String, Long> entry : seen.folders().entrySet()) {
                folder.setLong(1, entry.getValue());
                folder.setLong(2, run);
                folder.setString(3, entry.getKey());
                folder.executeUpdate();
            }
        }
    }

    /** Forgets a run. */
    static void forget(Connection connection, Path path) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("DELETE FROM run WHERE path = ? RETURNING id")) {
            query.setString(1, path.toString());
            ResultSet row = query.executeQuery();
            if (row.next()) {
                long id = row.getLong(1);
                row.close();
                clear(connection, id);
            }
        }
    }

    private static void clear(Connection connection, long run) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM value WHERE trial IN (SELECT key FROM trial WHERE run = " + run + ")");
            statement.executeUpdate("DELETE FROM trial WHERE run = " + run);
            statement.executeUpdate("DELETE FROM pack WHERE run = " + run);
        }
    }
}

package org.plumbline.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.plumbline.store.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file of the index and the connection to it. A file that is damaged, or of another version, is thrown away: the next one has the
 * next number in its name, so that nobody opens the files of the old one and the new one together.
 */
final class IndexFile implements AutoCloseable {
    /** System property: the folder of the index. */
    static final String PROPERTY = "plumbline.index";
    /** Environment variable: the same. */
    static final String VARIABLE = "PLUMBLINE_INDEX";
    private static final Pattern NAME = Pattern.compile("index-([0-9]{1,9})\\.sqlite");
    /** To be counted up with every change of the tables, or of what is read into them. */
    private static final int VERSION = 1;
    /** How long another process may hold the file while it writes, ms. */
    private static final int PATIENCE = 60_000;
    private static final int TRIES = 5;
    private static final String[] TABLES = {
        "CREATE TABLE run (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,"
            + " identity TEXT NOT NULL, started TEXT NOT NULL, planned INTEGER NOT NULL)",
        "CREATE TABLE pack (run INTEGER NOT NULL, name TEXT NOT NULL, offset INTEGER NOT NULL, PRIMARY KEY (run, name)) WITHOUT ROWID",
        "CREATE TABLE trial (key INTEGER PRIMARY KEY, run INTEGER NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, stamp INTEGER,"
            + " cell TEXT NOT NULL, seed INTEGER NOT NULL, depth INTEGER NOT NULL, state TEXT NOT NULL, loss REAL, steps INTEGER NOT NULL,"
            + " epochs INTEGER NOT NULL, seconds REAL, message TEXT NOT NULL, UNIQUE (run, id))",
        "CREATE INDEX trial_order ON trial (run, depth, seed)",
        "CREATE INDEX trial_state ON trial (run, state)",
        "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
        "CREATE TABLE value (name INTEGER NOT NULL, trial INTEGER NOT NULL, number REAL, text TEXT, PRIMARY KEY (name, trial)) WITHOUT ROWID"};

    private final Optional<Path> file;
    private final Connection connection;
    private final Object key;

    private IndexFile(Optional<Path> file) throws SQLException, IOException {
        this.file = file;
        connection = connect(file);
        try {
            prepare();
            key = file.isPresent() ? key(file.get()) : "";
        } catch (SQLException | IOException e) {
            close();
            throw e;
        }
    }

    /** @return where the index of this user is: on a local disk, since SQLite does not work well over a network */
    static Path ofUser() {
        String told = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        if (told != null && !told.isBlank()) {
            return Path.of(told);
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String cache = System.getenv(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        Path folder = cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return folder.resolve("plumbline").resolve("index");
    }

    /**
     * @param folder made if it is not there
     * @throws StoreException if it cannot be made or read
     */
    static IndexFile open(Path folder) throws StoreException {
        try {
            Files.createDirectories(folder);
            for (int tries = 1;; tries++) {
                try {
                    return new IndexFile(Optional.of(file(folder, Math.max(1, newest(folder)))));
                } catch (NoSuchFileException e) {
                    giveUp(tries, e);
                } catch (SQLException e) {
                    if (!isDamage(e)) {
                        throw e;
                    }
                    giveUp(tries, e);
                    throwAway(folder);
                }
            }
        } catch (SQLException | IOException e) {
            throw new StoreException("cannot open the index in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Another process may throw the file away in the very moment in which it is opened. */
    private static <E extends Exception> void giveUp(int tries, E cause) throws E {
        if (tries == TRIES) {
            throw cause;
        }
    }

    private static Path file(Path folder, int number) {
        return folder.resolve("index-" + number + ".sqlite");
    }

    /** @return the number of the newest file; 0 if there is none */
    private static int newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> NAME.matcher(path.getFileName().toString())).filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1))).max().orElse(0);
        }
    }

    /** An index that is gone with this object. */
    static IndexFile inMemory() throws StoreException {
        try {
            return new IndexFile(Optional.empty());
        } catch (SQLException | IOException e) {
            throw new StoreException("cannot make an index in memory: " + e.getMessage(), e);
        }
    }

    /** Not by java.sql.DriverManager, which cannot see into bundles. */
    private static Connection connect(Optional<Path> file) throws SQLException {
        file.ifPresent(path -> {
            // The driver unpacks its library anew for each process, and removes it at the end, or at the next start.
            if (System.getProperty("org.sqlite.tmpdir") == null) {
                System.setProperty("org.sqlite.tmpdir", path.getParent().toString());
            }
        });
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-65_536);
        return config.createConnection("jdbc:sqlite:" + file.map(path -> path.toAbsolutePath().toString()).orElse(":memory:"));
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            int version = statement.executeQuery("PRAGMA user_version").getInt(1);
            if (version == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA user_version = " + VERSION);
            }
            statement.execute("COMMIT");
            if (version != 0 && version != VERSION) {
                throw new SQLiteException("made by another version", SQLiteErrorCode.SQLITE_NOTADB);
            }
        }
    }

    /** @return whether the file does not hold what it should: a page that makes no sense, or no table where there should be one */
    static boolean isDamage(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return false;
        }
        int code = sqlite.getResultCode().code & 0xff;
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code
                || code == SQLiteErrorCode.SQLITE_ERROR.code || code == SQLiteErrorCode.SQLITE_MISMATCH.code
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT.code || code == SQLiteErrorCode.SQLITE_FORMAT.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ;
    }

    /** Begins the next file. Whoever has the old one open goes on with what has lost its name until it asks {@link #isCurrent}. */
    static void throwAway(Path folder) throws IOException {
        int old = newest(folder);
        Files.write(file(folder, old + 1), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int number = old; number > 0 && Files.exists(file(folder, number)); number--) {
            for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
                Files.deleteIfExists(folder.resolve(file(folder, number).getFileName() + suffix));
            }
        }
    }

    /** @return whether the file of this connection is still there, and none has come after it */
    boolean isCurrent() {
        try {
            return file.isEmpty() || file.get().equals(file(folder(), newest(folder()))) && key(file.get()).equals(key);
        } catch (IOException e) {
            return false;
        }
    }

    Path folder() {
        return file.orElseThrow().getParent();
    }

    private static Object key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
        return attributes.fileKey() == null ? "" : attributes.fileKey();
    }

    Connection connection() {
        return connection;
    }

    Optional<Path> file() {
        return file;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // a cache: nothing is lost
        }
    }
}

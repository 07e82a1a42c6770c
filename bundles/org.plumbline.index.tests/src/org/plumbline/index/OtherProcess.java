package org.plumbline.index;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.plumbline.store.StoreException;
import org.sqlite.JDBC;

/** Another process that works on an index: in turns it holds the lock, writes, and throws the file away. */
final class OtherProcess {
    private static final int ROUNDS = 40;
    private static final int THROWN = 8;

    private OtherProcess() {
    }

    static Process start(Path folder) throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", "-cp", classPath(), OtherProcess.class.getName(), folder.toString()).redirectErrorStream(true).start();
    }

    /** The bundles and their tests may be folders or jars: where their classes come from is where they are. */
    private static String classPath() throws URISyntaxException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(OtherProcess.class, IndexFile.class, StoreException.class, JDBC.class)) {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            places.add(place.toString());
            for (String output : List.of("target/classes", "target/test-classes", "bin")) {
                places.add(place.resolve(output).toString());
                places.add(place.resolveSibling(place.getFileName() + ".tests").resolve(output).toString());
            }
        }
        return String.join(File.pathSeparator, places);
    }

    /** @param arguments the folder of the index */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (int i = 1; i <= ROUNDS; i++) {
            IndexFile file = IndexFile.open(folder);
            try (Statement statement = file.connection().createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("INSERT OR IGNORE INTO name (text) VALUES ('other " + i + "')");
                Thread.sleep(20);
                statement.execute("COMMIT");
            }
            file.close();
            if (i % THROWN == 0) {
                IndexFile.throwAway(folder);
            }
        }
        System.out.println("done");
    }
}

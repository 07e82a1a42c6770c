package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CellClaimsTest {
    private static final String CELL = "0123abcd";
    @TempDir
    private Path folder;

    private CellClaims claims(Ownership owned, String run) {
        return new CellClaims(folder.resolve(run), owned);
    }

    @Test
    void oneRunHasACellAtATime() throws Exception {
        try (Ownership a = Ownership.take(folder.resolve("a")); Ownership b = Ownership.take(folder.resolve("b"));
                CellClaims first = claims(a, "a"); CellClaims second = claims(b, "b")) {
            assertThat(first.take(CELL)).isTrue();
            assertThat(first.take(CELL)).as("again").isTrue();
            assertThat(second.take(CELL)).isFalse();
            assertThat(second.isFree(CELL)).isFalse();
            assertThat(second.holder(CELL)).contains(folder.resolve("a"));
            second.release(CELL);
            assertThat(second.take(CELL)).as("after a release by another").isFalse();
            first.release(CELL);
            assertThat(second.isFree(CELL)).isTrue();
            assertThat(second.take(CELL)).isTrue();
            assertThat(first.take(CELL)).isFalse();
        }
        assertThat(folder.resolve(CellClaims.FOLDER)).doesNotExist();
    }

    /** Those who would take over from one that is gone: one of them does. */
    @Test
    void oneTakesOverFromAProcessThatIsGone() throws Exception {
        ChildJvm child = ChildJvm.start(List.of(), Claimant.class, folder.resolve("a").toString());
        assertThat(child.readLine()).isEqualTo("claimed");
        try (Ownership b = Ownership.take(folder.resolve("b"))) {
            CellClaims other = claims(b, "b");
            assertThat(other.take(CELL)).isFalse();
            assertThat(other.isFree(CELL)).isFalse();
            child.kill();
            child.waitFor();
            assertThat(other.take(CELL)).as("before it is known to be gone").isFalse();
            while (!other.isFree(CELL)) {
                Thread.sleep(100);
            }
            List<CellClaims> all = IntStream.range(0, 8).mapToObj(i -> claims(b, "b" + i)).toList();
            ExecutorService threads = Executors.newFixedThreadPool(all.size());
            try {
                int taken = 0;
                for (Future<Boolean> result : threads.invokeAll(all.stream().map(each -> (Callable<Boolean>) () -> each.isFree(CELL)
                        && each.take(CELL)).toList())) {
                    taken += result.get() ? 1 : 0;
                }
                assertThat(taken).isEqualTo(1);
            } finally {
                threads.shutdown();
            }
            all.forEach(CellClaims::close);
            assertThat(folder.resolve(CellClaims.FOLDER)).doesNotExist();
        }
    }

    /** A run that goes on does not wait for the process that it had before. */
    @Test
    void whatAnEarlierProcessOfTheSameRunHadIsTaken() throws Exception {
        Files.createDirectories(folder.resolve(CellClaims.FOLDER));
        Files.writeString(folder.resolve(CellClaims.FOLDER).resolve(CELL + ".1"), UUID.randomUUID() + " a\n");
        try (Ownership a = Ownership.take(folder.resolve("a")); CellClaims claims = claims(a, "a")) {
            assertThat(claims.take(CELL)).isTrue();
        }
        assertThat(folder.resolve(CellClaims.FOLDER)).doesNotExist();
    }

    /** Its writer was killed between making and filling it. */
    @Test
    void aBlankClaimHoldsForASecond() throws Exception {
        Files.createDirectories(folder.resolve(CellClaims.FOLDER));
        Files.createFile(folder.resolve(CellClaims.FOLDER).resolve(CELL + ".1"));
        try (Ownership a = Ownership.take(folder.resolve("a")); CellClaims claims = claims(a, "a")) {
            assertThat(claims.take(CELL)).isFalse();
            assertThat(claims.isFree(CELL)).isFalse();
            while (!claims.isFree(CELL)) {
                Thread.sleep(100);
            }
            assertThat(claims.take(CELL)).isTrue();
        }
    }

    @Test
    void whereNothingCanBeWrittenEveryClaimSucceeds() throws IOException {
        Files.writeString(folder.resolve(CellClaims.FOLDER), "in the way");
        try (Ownership a = Ownership.take(folder.resolve("a")); CellClaims claims = claims(a, "a")) {
            assertThat(claims.take(CELL)).isTrue();
        }
    }

    /** Claims a cell and holds it until it is killed. */
    static final class Claimant {
        public static void main(String[] arguments) throws Exception {
            Path run = Path.of(arguments[0]);
            try (Ownership owned = Ownership.take(run); CellClaims claims = new CellClaims(run, owned)) {
                System.out.println(claims.take(CELL) ? "claimed" : "refused");
                System.in.read();
            }
        }
    }
}

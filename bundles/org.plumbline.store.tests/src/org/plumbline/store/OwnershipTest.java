package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    @TempDir
    private Path folder;

    /** A process that takes the folder, says so, and holds it until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            try (Ownership ownership = Ownership.take(arguments.length > 1 ? withoutLocks(folder) : folder)) {
                System.out.println("taken");
                System.in.read();
            } catch (OwnedException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static Path withoutLocks(Path folder) {
        FaultPlan plan = new FaultPlan().counting(EnumSet.of(FaultPlan.Operation.LOCK)).saying("No locks available");
        plan.fail(1, Long.MAX_VALUE);
        return FaultFileSystem.over(folder, plan);
    }

    private void write(Owner owner) throws IOException {
        Files.writeString(folder.resolve(Owner.FILE), owner.text());
    }

    @Test
    void anotherProcessIsRefusedUntilTheOwnerIsKilled() throws Exception {
        ChildJvm child = ChildJvm.start(List.of(), Holder.class, folder.toString());
        assertThat(child.readLine()).isEqualTo("taken");
        assertThatThrownBy(() -> Ownership.take(folder)).isInstanceOf(OwnedException.class)
                .hasMessageContaining("process " + child.pid() + " on " + Owner.hostName() + " since 20");
        assertThat(Ownership.holder(folder).orElseThrow().pid()).isEqualTo(child.pid());
        child.kill();
        child.waitFor();
        long start = System.nanoTime();
        assertThat(Ownership.holder(folder)).isEmpty();
        try (Ownership mine = Ownership.take(folder)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(Ownership.holder(folder)).contains(mine.owner());
            ChildJvm late = ChildJvm.start(List.of(), Holder.class, folder.toString());
            assertThat(late.readLine()).contains("in use by process " + ProcessHandle.current().pid());
        }
        assertThat(Ownership.holder(folder)).isEmpty();
    }

    @Test
    void theSameProcessIsRefusedAndDoesNotLoseItsLockByAsking() throws Exception {
        try (Ownership mine = Ownership.take(folder)) {
            assertThatThrownBy(() -> Ownership.take(folder)).isInstanceOf(OwnedException.class);
            assertThatThrownBy(() -> Ownership.take(folder.resolve("../" + folder.getFileName()))).isInstanceOf(OwnedException.class);
            assertThat(Ownership.holder(folder)).isPresent();
            ChildJvm other = ChildJvm.start(List.of(), Holder.class, folder.toString());
            assertThat(other.readLine()).contains("in use by process " + ProcessHandle.current().pid());
        }
        Ownership.take(folder).close();
    }

    @Test
    void withoutLocksProcessNumbersDecide() throws Exception {
        ChildJvm child = ChildJvm.start(List.of(), Holder.class, folder.toString(), "without locks");
        assertThat(child.readLine()).isEqualTo("taken");
        assertThatThrownBy(() -> Ownership.take(withoutLocks(folder))).isInstanceOf(OwnedException.class)
                .hasMessageContaining("process " + child.pid());
        child.kill();
        child.waitFor();
        Ownership.take(withoutLocks(folder)).close();
    }

    @Test
    void onAnotherMachineTheBeatDecides() throws Exception {
        Owner far = new Owner("far.away", 1, Instant.EPOCH, Instant.now(), UUID.randomUUID().toString(), 5);
        write(far);
        assertThat(Ownership.holder(folder)).isEmpty();
        Thread beats = new Thread(() -> {
            try {
                for (long beat = 6; beat < 40; beat++) {
                    write(new Owner(far.host(), 1, far.start(), far.since(), far.token(), beat));
                    Thread.sleep(300);
                }
            } catch (IOException | InterruptedException e) {
                // the test is over
            }
        });
        beats.start();
        try {
            assertThat(Ownership.holder(folder).orElseThrow().host()).isEqualTo("far.away");
            assertThatThrownBy(() -> Ownership.take(folder)).isInstanceOf(OwnedException.class).hasMessageContaining("far.away");
        } finally {
            beats.interrupt();
            beats.join();
        }
        Ownership.take(folder).close();
    }

    @Test
    void whoWasTakenOverStops() throws Exception {
        Ownership zombie = Ownership.take(folder);
        zombie.check();
        write(new Owner("far.away", 1, Instant.EPOCH, Instant.now(), UUID.randomUUID().toString(), 0));
        assertThatThrownBy(zombie::check).isInstanceOf(OwnedException.class).hasMessageContaining("far.away");
        zombie.close();
        assertThat(Owner.read(folder).orElseThrow().host()).isEqualTo("far.away");
    }

    @Test
    void theBeatGoesOn() throws Exception {
        try (Ownership mine = Ownership.take(folder)) {
            for (int i = 0; i < 100 && Owner.read(folder).orElseThrow().beat() < 2; i++) {
                Thread.sleep(100);
            }
            assertThat(Owner.read(folder).orElseThrow().beat()).isGreaterThanOrEqualTo(2);
            assertThat(Owner.read(folder).orElseThrow().token()).isEqualTo(mine.owner().token());
        }
    }

    @Test
    void nonsenseInTheFileIsNobody() throws Exception {
        for (String text : new String[] {"", "x", "{\"beat\": 1}", " ".repeat(10_000), "{\"beat\":  1, \"host\": \"h\", \"pid\": 1, "
                + "\"start\": \"yesterday\", \"since\": \"now\", \"token\": \"" + UUID.randomUUID() + "\"}\n"}) {
            Files.writeString(folder.resolve(Owner.FILE), text);
            assertThat(Ownership.holder(folder)).isEmpty();
            Ownership.take(folder).close();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> Ownership.take(folder.resolve("file/run"))).isInstanceOf(StoreException.class)
                .hasMessageContaining("file/run");
    }
}

package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameLogTest {
    @TempDir
    private Path folder;
    private Path file;

    /** A frame with a copy of its payload. */
    record Kept(int type, int flags, long step, List<Byte> payload) {
        static Kept of(Frame frame) {
            List<Byte> payload = new ArrayList<>();
            for (int i = 0; i < frame.payload().capacity(); i++) {
                payload.add(frame.payload().get(i));
            }
            return new Kept(frame.type(), frame.flags(), frame.step(), payload);
        }
    }

    @BeforeEach
    void setUp() {
        file = folder.resolve("log.dlt");
    }

    static List<Kept> all(Path file) throws IOException {
        List<Kept> frames = new ArrayList<>();
        FrameLog.read(file, 0, frame -> frames.add(Kept.of(frame)));
        return frames;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    /** Frames as they should be read, of sizes around all limits of the buffer. */
    private static List<Kept> write(FrameLog log, int... sizes) throws IOException {
        List<Kept> frames = new ArrayList<>();
        for (int size : sizes) {
            byte[] payload = random(size);
            int type = ThreadLocalRandom.current().nextInt(1 << 16);
            long step = ThreadLocalRandom.current().nextLong();
            log.append(type, 0xffff - type, step, payload);
            ByteBuffer wrapped = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
            frames.add(Kept.of(new Frame(type, 0xffff - type, step, wrapped, 0)));
        }
        return frames;
    }

    /** The bytes of one frame, put together from the definition in the Javadoc. */
    @Test
    void writesWhatTheFormatSays() throws IOException {
        try (FrameLog log = FrameLog.open(file)) {
            log.append(7, 0x0102, 5, new byte[] {9, 8});
        }
        byte[] tail = {7, 0, 2, 1, 5, 0, 0, 0, 0, 0, 0, 0, 9, 8};
        CRC32C crc = new CRC32C();
        crc.update(new byte[] {2, 0, 0, 0});
        crc.update(tail);
        ByteBuffer expected = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN)
                .put("PBLF".getBytes()).putInt(2).putInt((int) crc.getValue()).put(tail);
        assertThat(file).hasBinaryContent(expected.array());
    }

    @Test
    void readsBackWhatWasAppended() throws IOException {
        List<Kept> expected;
        try (FrameLog log = FrameLog.open(file)) {
            expected = write(log, 0, 1, 65_511, 65_512, 65_513, 300_000, 17, 1 << 20, 0);
        }
        assertThat(all(file)).isEqualTo(expected);
        try (FrameLog log = FrameLog.open(file)) {
            expected.addAll(write(log, 3));
        }
        assertThat(all(file)).isEqualTo(expected);
        try (FrameLog log = FrameLog.open(file)) {
            assertThatThrownBy(() -> log.append(1, 0, 0, new byte[Frame.MAX_PAYLOAD + 1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aReaderFollowsTheWriter() throws IOException {
        List<Kept> seen = new ArrayList<>();
        long offset = 0;
        try (FrameLog log = FrameLog.open(file)) {
            List<Kept> expected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                expected.addAll(write(log, i, 40_000));
                log.flush();
                FrameLog.Reading reading = FrameLog.read(file, offset, frame -> seen.add(Kept.of(frame)));
                assertThat(reading.state()).isEqualTo(FrameLog.State.END);
                offset = reading.offset();
                assertThat(seen).isEqualTo(expected);
            }
        }
        assertThat(FrameLog.read(file, offset + 1, frame -> { }).state()).isEqualTo(FrameLog.State.SHRUNK);
    }

    @Test
    void everyTruncationLeavesAPrefixAndCanBeAppendedTo() throws IOException {
        List<Kept> frames;
        try (FrameLog log = FrameLog.open(file)) {
            frames = write(log, 5, 0, 9);
        }
        byte[] bytes = Files.readAllBytes(file);
        int[] ends = {29, 53, 86};
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            int cut = length;
            List<Kept> whole = frames.subList(0, (int) Arrays.stream(ends).filter(end -> end <= cut).count());
            assertThat(all(file)).isEqualTo(whole);
            FrameLog.Reading reading = FrameLog.read(file, 0, frame -> { });
            assertThat(reading.state()).isEqualTo(reading.rest() == 0 ? FrameLog.State.END : FrameLog.State.TORN);
            List<Kept> expected = new ArrayList<>(whole);
            try (FrameLog log = FrameLog.open(file)) {
                expected.addAll(write(log, 4));
            }
            assertThat(all(file)).isEqualTo(expected);
        }
    }

    @Test
    void everyFlippedBitLeavesAPrefix() throws IOException {
        List<Kept> frames;
        try (FrameLog log = FrameLog.open(file)) {
            frames = write(log, 5, 0, 9);
        }
        byte[] bytes = Files.readAllBytes(file);
        int[] ends = {29, 53, 86};
        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] flipped = bytes.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            int at = i / 8;
            int good = (int) Arrays.stream(ends).filter(end -> end <= at).count();
            assertThat(all(file)).isEqualTo(frames.subList(0, good));
            FrameLog.open(file).close();
            assertThat(all(file)).isEqualTo(frames.subList(0, good));
            assertThat(Files.exists(folder.resolve("log.dlt.corrupt"))).as("good frames behind byte %d", at).isEqualTo(good < 2);
            Files.deleteIfExists(folder.resolve("log.dlt.corrupt"));
        }
    }

    @Test
    void keepsAsideWhatStandsBehindDamage() throws IOException {
        try (FrameLog log = FrameLog.open(file)) {
            write(log, 5, 6, 7);
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[30]++;
        Files.write(file, bytes);
        assertThat(FrameLog.read(file, 0, frame -> { })).isEqualTo(new FrameLog.Reading(29, 61, FrameLog.State.DAMAGED));
        FrameLog.open(file).close();
        assertThat(folder.resolve("log.dlt.corrupt")).hasBinaryContent(Arrays.copyOfRange(bytes, 29, 90));
        assertThat(Files.size(file)).isEqualTo(29);
    }

    @Test
    void anInterruptDoesNotCloseTheLog() throws IOException {
        try (FrameLog log = FrameLog.open(file)) {
            Thread.currentThread().interrupt();
            List<Kept> expected = write(log, 100_000, 5);
            log.force();
            assertThat(Thread.interrupted()).isTrue();
            expected.addAll(write(log, 6));
            log.flush();
            assertThat(all(file)).isEqualTo(expected);
        }
    }

    @Test
    void aClosedLogTakesNothing() throws IOException {
        FrameLog log = FrameLog.open(file);
        log.close();
        assertThatThrownBy(() -> log.append(1, 0, 0, new byte[1])).isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        log.force();
    }

    @Test
    void aHostileFileCostsLittleMemoryAndTime() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.remaining() >= 8) {
            bytes.putInt(FrameScanner.MAGIC).putInt(ThreadLocalRandom.current().nextInt());
        }
        Files.write(file, bytes.array());
        long start = System.nanoTime();
        assertThat(all(file)).isEmpty();
        FrameLog.open(file).close();
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        assertThat(Files.size(file)).isZero();
    }

    @Test
    void theProcessForcesOnceASecond() throws Exception {
        FrameLog log = FrameLog.open(file);
        GroupForce.ofProcess().add(log);
        List<Kept> expected = write(log, 10);
        assertThat(all(file)).isEmpty();
        for (int i = 0; i < 100 && all(file).isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(all(file)).isEqualTo(expected);
        log.close();
    }
}

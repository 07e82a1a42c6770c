package org.plumbline.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that owns a folder, as it stands in the file {@code owner} there.
 *
 * @param host  name of the machine
 * @param pid   of the process
 * @param start when the process started, so that a later one of the same number is not taken for it; milliseconds
 * @param since when it took the folder, by its own clock; only to be shown
 * @param token distinguishes two takings of the same folder
 * @param beat  counts up about once a second while the process lives
 */
public record Owner(String host, long pid, Instant start, Instant since, String token, long beat) {
    static final String FILE = "owner";
    /** Where the digits of the beat begin: right behind the brace, at the same place for every owner. */
    static final int BEAT = "{\"beat\": ".length();
    private static final int BEAT_DIGITS = 18;
    private static final Duration SLACK = Duration.ofSeconds(3);
    private static final Pattern LINE = Pattern.compile("\\{\"beat\": +([0-9]{1,18}), \"host\": \"([^\"\\\\]{0,255})\", "
            + "\"pid\": ([0-9]{1,18}), \"start\": \"([^\"]{1,40})\", \"since\": \"([^\"]{1,40})\", \"token\": \"([0-9a-f-]{36})\"\\}\n");

    static Owner ofThisProcess(String token) {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(hostName(), process.pid(), startOf(process), Instant.now().truncatedTo(ChronoUnit.MILLIS), token, 0);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.MILLIS);
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    String text() {
        return "{\"beat\": " + beatDigits(beat) + ", \"host\": \"" + host + "\", \"pid\": " + pid + ", \"start\": \"" + start
                + "\", \"since\": \"" + since + "\", \"token\": \"" + token + "\"}\n";
    }

    /** @return the number filled up with blanks, as JSON allows no zeros before it */
    static String beatDigits(long beat) {
        return String.format("%" + BEAT_DIGITS + "d", beat);
    }

    /** @return empty if nobody is named, or what is written is no owner */
    static Optional<Owner> read(Path folder) throws IOException {
        try {
            Path file = folder.resolve(FILE);
            if (Files.size(file) > 4096) {
                return Optional.empty();
            }
            Matcher line = LINE.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            return line.matches() ? Optional.of(new Owner(line.group(2), Long.parseLong(line.group(3)),
                    Instant.parse(line.group(4)), Instant.parse(line.group(5)), line.group(6), Long.parseLong(line.group(1))))
                    : Optional.empty();
        } catch (NoSuchFileException | DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isOnThisHost() {
        return host.equals(hostName());
    }

    /** @return whether a process of this number runs here; only {@link #isSameStart} or a beat tells whether it is this one */
    boolean hasProcessHere() {
        return isOnThisHost() && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** The system derives the start from its boot time, which moves when the clock is set: some seconds are no difference. */
    boolean isSameStart() {
        return ProcessHandle.of(pid).filter(p -> Duration.between(startOf(p), start).abs().compareTo(SLACK) < 0).isPresent();
    }
}

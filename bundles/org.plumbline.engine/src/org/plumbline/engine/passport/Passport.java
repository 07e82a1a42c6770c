package org.plumbline.engine.passport;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What this machine is, and whether it computes what it should.
 * <p>id = MACHINE-VERDICTS: MACHINE is the beginning of SHA-256 over the facts, VERDICTS of that over "item=outcome" of each
 * check, or "untested" before the first {@link #test()} on this machine with this software. Measured numbers do not enter, so
 * the id is the same on each start, until the processor, Java, a library or a verdict changes.</p>
 */
public final class Passport {
    private static final int HEX_DIGITS = 12;
    private static final String UNTESTED = "untested";

    // Of this process. Two threads that find none read the same.
    private static volatile Passport current;

    private final SortedMap<String, String> facts;
    private final List<Verdict> items;

    Passport(SortedMap<String, String> facts, List<Verdict> items) {
        this.facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        this.items = List.copyOf(items);
    }

    /**
     * The passport without a test: the verdicts are those of the last test of this machine with this software, if there was
     * one. Takes some hundredths of a second once a process, loads nothing native, writes nothing and never fails.
     *
     * @return the passport; {@link #items()} is empty if there was no test
     */
    public static Passport current() {
        Passport known = current;
        if (known == null) {
            known = read(MachineFacts.collect(), PassportFile.stateFolder());
            current = known;
        }
        return known;
    }

    /**
     * Tests this machine, which takes some seconds, and keeps the verdicts for {@link #current()} of later processes. That they
     * cannot be kept is no error.
     *
     * @return the passport with a verdict per item
     */
    public static Passport test() {
        Passport passport = new Passport(MachineFacts.collect(), SelfTest.standard().run());
        new PassportFile(PassportFile.stateFolder()).write(passport);
        current = passport;
        return passport;
    }

    static Passport read(SortedMap<String, String> facts, Path folder) {
        Passport untested = new Passport(facts, List.of());
        return new Passport(facts, new PassportFile(folder).read(untested.machine()));
    }

    /** @return the name of this state of this machine */
    public String id() {
        return machine() + "-" + (items.isEmpty() ? UNTESTED
                : hash(items.stream().map(item -> item.item() + "=" + item.outcome()).collect(Collectors.joining("\n"))));
    }

    /** @return the part of the id that the facts alone decide */
    String machine() {
        return hash(facts.entrySet().stream().map(fact -> fact.getKey() + "=" + fact.getValue()).collect(Collectors.joining("\n")));
    }

    /** @return what numbers and verdicts depend on, by name */
    public SortedMap<String, String> facts() {
        return facts;
    }

    /** @return a verdict per check; empty if there was no test */
    public List<Verdict> items() {
        return items;
    }

    /** @return whether no item failed; those that are routed do not count */
    public boolean sound() {
        return items.stream().noneMatch(item -> item.outcome() == Outcome.FAILED);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}

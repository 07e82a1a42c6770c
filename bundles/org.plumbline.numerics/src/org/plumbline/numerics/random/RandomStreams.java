package org.plumbline.numerics.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * All random streams of one run, derived from its seed by name: "init/layer", "shuffle", "data".
 * <p>Let D = SHA-256("plumbline.random.1" || 0x00 || seed || name), with ASCII, the seed as eight bytes, big-endian, and the
 * name in UTF-8. Bytes 0-7 of D, big-endian, are the 64-bit Philox key; bytes 8-15 are the high half of the counter; the low
 * half counts blocks from 0. A stream therefore depends on (seed, name) alone: not on the order in which streams are opened,
 * nor on what others draw, nor on threads; two streams share numbers with probability 2^-128.</p>
 * Immutable; safe for all threads. Source: Philox (see there); the derivation is ours. Pinned by RandomStreamsTest.
 */
public final class RandomStreams {

    private static final byte[] PREFIX = "plumbline.random.1\0".getBytes(StandardCharsets.US_ASCII);

    private final long seed;

    /**
     * Opens the streams of a seed.
     *
     * @param seed any value; none is special
     */
    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /** Returns the seed that the streams were derived from. */
    public long seed() {
        return seed;
    }

    /**
     * Returns a fresh stream at position 0. The same name gives the same numbers each time.
     *
     * @param name any text that is not empty, case-sensitive
     * @return a stream that belongs to the caller and to one thread
     * @throws IllegalArgumentException if the name is empty
     */
    public RandomStream stream(String name) {
        Objects.requireNonNull(name, "name of a random stream");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name of a random stream: expected some text, got none");
        }
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(PREFIX.length + Long.BYTES + text.length);
        input.put(PREFIX).putLong(seed).put(text);
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(input.array()));
        return new RandomStream(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}

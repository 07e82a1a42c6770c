package org.plumbline.numerics.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    private static final long FROZEN_LONG = -8646893705132798209L;
    private static final double FROZEN_GAUSSIAN = 0.2994599480332219;

    /** The documented derivation, written a second time without ByteBuffer. */
    @Test
    void derivesKeyAndCounterFromSeedAndName() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("plumbline.random.1".getBytes("US-ASCII"));
        digest.update((byte) 0);
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (-42L >> shift));
        }
        byte[] hash = digest.digest("init/Schicht-ß".getBytes("UTF-8"));
        long key = new BigInteger(Arrays.copyOfRange(hash, 0, 8)).longValue();
        long high = new BigInteger(Arrays.copyOfRange(hash, 8, 16)).longValue();
        int[] block = new int[4];
        Philox.block(0, high, key, block);

        RandomStream stream = new RandomStreams(-42).stream("init/Schicht-ß");

        assertThat(IntStream.range(0, 4).map(i -> stream.nextInt())).containsExactly(block[0], block[1], block[2], block[3]);
    }

    /** Frozen numbers: a change here changes every published run, so it needs a new prefix in the derivation. */
    @Test
    void numbersOfSeedOneStayAsTheyAre() {
        RandomStream stream = new RandomStreams(1).stream("data");
        assertThat(stream.nextLong()).isEqualTo(FROZEN_LONG);
        assertThat(stream.gaussian()).isEqualTo(FROZEN_GAUSSIAN);
    }

    @Test
    void streamsDoNotDependOnOrderOrOnEachOther() {
        RandomStreams one = new RandomStreams(7);
        one.stream("a").nextLong();
        RandomStream b = one.stream("b");
        one.stream("a").gaussian();
        assertThat(b.nextLong()).isEqualTo(new RandomStreams(7).stream("b").nextLong());
    }

    /** Correlation of two independent uniform samples of size n: standard error 1/sqrt(n); limit 4.5 of them. */
    @Test
    void differentNamesAndSeedsAreUncorrelated() {
        int n = 50_000;
        RandomStream a = new RandomStreams(3).stream("layer/1");
        RandomStream b = new RandomStreams(3).stream("layer/2");
        RandomStream c = new RandomStreams(4).stream("layer/1");
        double ab = 0;
        double ac = 0;
        for (int i = 0; i < n; i++) {
            double centred = a.uniform() - 0.5;
            ab += centred * (b.uniform() - 0.5);
            ac += centred * (c.uniform() - 0.5);
        }
        double limit = 4.5 / Math.sqrt(n) / 12;
        assertThat(Math.abs(ab / n)).isLessThan(limit);
        assertThat(Math.abs(ac / n)).isLessThan(limit);
    }

    @Test
    void refusesAnEmptyName() {
        assertThatThrownBy(() -> new RandomStreams(1).stream("")).isInstanceOf(IllegalArgumentException.class);
    }
}

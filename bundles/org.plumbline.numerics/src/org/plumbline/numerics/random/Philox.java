package org.plumbline.numerics.random;

/**
 * The counter-based generator Philox4x32 with ten rounds: a bijection of 128-bit counters, chosen by a 64-bit key.
 * <p>One round: (hi0, lo0) = M0 c0, (hi1, lo1) = M1 c2; (c0, c1, c2, c3) becomes
 * (hi1 ^ c1 ^ k0, lo1, hi0 ^ c3 ^ k1, lo0); between rounds k0 += W0 and k1 += W1 (all modulo 2^32).</p>
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11. Pinned by PhiloxTest
 * (known answers of Random123).
 */
final class Philox {

    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW_WORD = 0xFFFFFFFFL;

    private Philox() {
    }

    /**
     * Writes the four output words for one counter value.
     *
     * @param counterLow  counter words 0 (low half) and 1 (high half)
     * @param counterHigh counter words 2 (low half) and 3 (high half)
     * @param key         key words 0 (low half) and 1 (high half)
     * @param block       four words. Modified.
     */
    static void block(long counterLow, long counterHigh, long key, int[] block) {
        int c0 = (int) counterLow;
        int c1 = (int) (counterLow >>> 32);
        int c2 = (int) counterHigh;
        int c3 = (int) (counterHigh >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & LOW_WORD);
            long product1 = MULTIPLIER_1 * (c2 & LOW_WORD);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c1 = (int) product1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        block[0] = c0;
        block[1] = c1;
        block[2] = c2;
        block[3] = c3;
    }
}

package org.plumbline.engine.passport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.plumbline.nd4j.Backend;
import org.plumbline.numerics.random.RandomStream;
import org.plumbline.numerics.random.RandomStreams;

/** Whether random numbers are those of every other machine, and the same again. */
final class GeneratorChecks {
    /** First 64 bits of the stream {@code doctor} of seed 0: the generator's definition does not change. */
    private static final long FIRST_BITS = 0x1db30f37fb8285afL;
    /** CRC-32 of the first {@link #WORDS} words of that stream, big-endian, and of as many normal numbers after them. */
    private static final long CRC_OF_WORDS = 0x64dd85e7L;
    private static final long CRC_OF_NORMALS = 0xf5a7fb91L;
    private static final int WORDS = 4096;
    private static final int ARRAY = 10_000;

    private GeneratorChecks() {
    }

    static List<Check> all() {
        return List.of(new Check("generator", GeneratorChecks::words), new Check("normal numbers", GeneratorChecks::normals),
                new Check("ND4J generator", GeneratorChecks::arrayLibrary));
    }

    private static Verdict words() {
        long first = stream().nextLong();
        RandomStream stream = stream();
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
        for (int i = 0; i < WORDS; i++) {
            bytes.putLong(stream.nextLong());
        }
        long crc = crc(bytes);
        return Verdict.of("generator", first == FIRST_BITS && crc == CRC_OF_WORDS,
                "Philox: first bits %016x, expected %016x; CRC of %d words %08x, expected %08x".formatted(first, FIRST_BITS, WORDS,
                        crc, CRC_OF_WORDS));
    }

    private static Verdict normals() {
        double[] once = new double[WORDS];
        double[] again = new double[WORDS];
        stream().gaussians(once, 0, 1);
        stream().gaussians(again, 0, 1);
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Double.BYTES);
        for (double value : once) {
            bytes.putDouble(value);
        }
        long crc = crc(bytes);
        return Verdict.of("normal numbers", Arrays.equals(once, again) && crc == CRC_OF_NORMALS,
                "CRC of %d normal numbers %08x, expected %08x; drawn again: %s".formatted(WORDS, crc, CRC_OF_NORMALS,
                        Arrays.equals(once, again) ? "the same" : "DIFFERENT"));
    }

    private static Verdict arrayLibrary() {
        Backend.initialise();
        boolean same = draw().equals(draw());
        return new Verdict("ND4J generator", same ? Outcome.OK : Outcome.ROUTED,
                "%d normal numbers of one seed, drawn twice: %s; results use the streams above, never these".formatted(ARRAY,
                        same ? "the same" : "different"));
    }

    private static INDArray draw() {
        Nd4j.getRandom().setSeed(1);
        return Nd4j.randn(DataType.FLOAT, ARRAY);
    }

    private static RandomStream stream() {
        return new RandomStreams(0).stream("doctor");
    }

    private static long crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }
}

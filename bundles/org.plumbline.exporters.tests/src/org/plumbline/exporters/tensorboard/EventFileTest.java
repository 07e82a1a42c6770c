package org.plumbline.exporters.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.plumbline.engine.result.TrialState;
import org.plumbline.exporters.TestRun;

class EventFileTest {

    /** Check value of CRC-32C: that of "123456789" is e3069283 (RFC 3720, appendix B.4, and the catalogue of CRCs). */
    @Test
    void theDecodersChecksumIsTheStandardOne() {
        assertThat(EventDecoder.crc32c("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
    }

    /**
     * By hand: field 1 as double is tag 0x09, field 2 as varint 0x10, field 5 as message 0x2a; 300 = 0b10_0101100 is ac 02;
     * -1 takes ten bytes.
     */
    @Test
    void fieldsByHand() {
        byte[] bytes = new Protobuf().real(1, 1.0).integer(2, 300).message(5, new Protobuf().text(1, "\u00e9").real(2, 1f)).integer(16, -1).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("09000000000000f03f" + "10ac02" + "2a09" + "0a02c3a9" + "150000803f"
                + "8001ffffffffffffffffff01");
    }

    /** By hand from the CRC's definition: an empty record has the length 0 and the CRC 0, which is masked to a282ead8. */
    @Test
    void anEmptyFrame() {
        byte[] frame = EventFile.frames(List.of(new byte[0]));
        assertThat(frame).hasSize(16);
        assertThat(HexFormat.of().formatHex(frame, 12, 16)).isEqualTo("d8ea82a2");
    }

    private static final double TIME = 1e9;
    private final List<byte[]> events = Events.of(TestRun.trial(1, TrialState.DONE, 3), TIME);
    private final byte[] whole = EventFile.frames(events);

    @Test
    void whateverIsCutOffTheFramesBeforeAreFound() {
        int frames = 0;
        int end = 0;
        for (int length = 0; length <= whole.length; length++) {
            if (frames < events.size() && length == end + 16 + events.get(frames).length) {
                end = length;
                frames++;
            }
            assertThat(EventFile.written(Arrays.copyOf(whole, length), events)).isEqualTo(new EventFile.Written(frames, end, true));
        }
        assertThat(frames).isEqualTo(events.size());
    }

    @Test
    void noChangedBitPasses() {
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] bad = whole.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(EventFile.written(bad, events).frames()).as("bit %d", bit).isLessThan(events.size());
        }
    }

    @Test
    void moreThanWhatIsToBeThereIsSeen() {
        assertThat(EventFile.written(whole, events.subList(0, 2)).torn()).isFalse();
        byte[] longer = Arrays.copyOf(whole, whole.length + 11);
        assertThat(EventFile.written(longer, events)).isEqualTo(new EventFile.Written(events.size(), whole.length, true));
    }

    /** Wall times of a trial that goes on are guesses, so they do not count. */
    @Test
    void timesMayDiffer() {
        List<byte[]> later = Events.of(TestRun.trial(1, TrialState.DIVERGED, 0), TIME);
        List<byte[]> earlier = Events.of(TestRun.trial(1, TrialState.DIVERGED, 0), TIME - 1);
        assertThat(EventFile.written(EventFile.frames(earlier.subList(0, 2)), later.subList(0, 2)).frames()).isEqualTo(2);
    }
}

package org.plumbline.exporters.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

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
}

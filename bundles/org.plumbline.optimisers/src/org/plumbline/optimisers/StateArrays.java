package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An array in a checkpoint: its length, then its values, bit for bit. */
final class StateArrays {

    private StateArrays() {
    }

    static void write(float[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    /** @throws IOException if the length found is not that of the array; the message names both */
    static void read(float[] values, DataInput in) throws IOException {
        int length = in.readInt();
        if (length != values.length) {
            throw new IOException("state of the optimiser: expected " + values.length + " numbers, found " + length);
        }
        for (int i = 0; i < length; i++) {
            values[i] = in.readFloat();
        }
    }
}

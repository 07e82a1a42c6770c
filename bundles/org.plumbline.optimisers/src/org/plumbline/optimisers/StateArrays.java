package org.plumbline.optimisers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.plumbline.numerics.arrays.Precision;
import org.plumbline.numerics.arrays.RealArray;

/** An array in a checkpoint: its length, then its values, bit for bit. */
final class StateArrays {

    private StateArrays() {
    }

    static void write(RealArray values, DataOutput out) throws IOException {
        out.writeInt(values.length());
        for (int i = 0; i < values.length(); i++) {
            if (values.precision() == Precision.FLOAT) {
                out.writeFloat((float) values.get(i));
            } else {
                out.writeDouble(values.get(i));
            }
        }
    }

    /** @throws IOException if the length found is not that of the array; the message names both */
    static void read(RealArray values, DataInput in) throws IOException {
        int length = in.readInt();
        if (length != values.length()) {
            throw new IOException("state of the optimiser: expected " + values.length() + " numbers, found " + length);
        }
        for (int i = 0; i < length; i++) {
            values.set(i, values.precision() == Precision.FLOAT ? in.readFloat() : in.readDouble());
        }
    }
}

package org.plumbline.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Bytes of a checkpoint that only their owner understands, such as the state of an optimiser, which may be as long as the parameters.
 * They are written where they are to go, and never held a second time.
 */
@FunctionalInterface
public interface CheckpointState {

    /** Writes them: the same bytes each time, as long as the owner does not go on. */
    void write(DataOutput out) throws IOException;

    /** @param bytes kept, not copied */
    static CheckpointState of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** @return the bytes from the first on */
    default DataInputStream open() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    /** Those that were read from a file. */
    record Bytes(byte[] bytes) implements CheckpointState {
        @Override
        public void write(DataOutput out) throws IOException {
            out.write(bytes);
        }

        @Override
        public DataInputStream open() {
            return new DataInputStream(new ByteArrayInputStream(bytes));
        }
    }
}

package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.plumbline.store.NpyFormat;

/** Arrays for the peer, bit by bit those that we compute with. */
final class PeerData {
    private PeerData() {
    }

    static void write(Path folder, String name, int[] shape, float[] values) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(name + ".npy"), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            for (var bytes = NpyFormat.encode(NpyFormat.Array.of(shape, values)); bytes.hasRemaining();) {
                file.write(bytes);
            }
        }
    }
}

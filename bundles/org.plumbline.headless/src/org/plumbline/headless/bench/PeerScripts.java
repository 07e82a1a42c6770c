package org.plumbline.headless.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Python programs of the peer: resources of this bundle, because an installed product has no checkout. */
final class PeerScripts {
    static final String MAIN = "peer.py";
    private static final List<String> ALL = List.of(MAIN, "peer_residual.py", "peer_svd.py", "peer_haar.py", "peer_convolution.py",
            "peer_resnet.py");

    private PeerScripts() {
    }

    static void copyTo(Path folder) throws IOException {
        for (String name : ALL) {
            try (InputStream in = PeerScripts.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new PeerException("bench: " + name + " is missing in this installation");
                }
                Files.copy(in, folder.resolve(name));
            }
        }
    }
}

package org.plumbline.headless.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One computation that is timed here and, with the same numbers, in PyTorch. A further one is a class of this kind in
 * {@link BenchCases} and a Python module beside {@code peer.py}.
 */
interface BenchCase {

    /** Returns the name for the command line; lower case, hyphens. */
    String id();

    /** Returns what one step is, in a line. */
    String title();

    /** Returns what one step costs. */
    Work work();

    /** Returns whom we are compared with. */
    List<PeerVariant> peers();

    /**
     * Makes our side, and writes the data that a peer needs.
     *
     * @param folder an empty folder for the peers' data
     */
    Subject prepare(Path folder) throws IOException;

    /**
     * Returns the other side where that is another way of ours instead of a peer's process, or null.
     *
     * @param variant one of the peers
     */
    default Subject own(PeerVariant variant) {
        return null;
    }
}

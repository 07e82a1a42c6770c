package org.plumbline.datasets;

/**
 * Handwritten digits, 60000 for training and 10000 for tests; formulae at {@link IdxImageDataset}.
 * <p>m = 0.1307, s = 0.3081, as customary.</p>
 */
public final class MnistDataset extends IdxImageDataset {
    public MnistDataset() {
        super("mnist", "MNIST", "MNIST/raw", 0.1307, 0.3081);
    }
}

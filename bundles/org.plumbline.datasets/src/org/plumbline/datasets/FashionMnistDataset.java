package org.plumbline.datasets;

/**
 * Articles of clothing in the format of MNIST, 60000 for training and 10000 for tests; formulae at {@link IdxImageDataset}.
 * <p>m = 0.2860, s = 0.3530, as customary.</p>
 * Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST", arXiv 1708.07747.
 */
public final class FashionMnistDataset extends IdxImageDataset {
    public FashionMnistDataset() {
        super("fashion-mnist", "Fashion-MNIST", "FashionMNIST/raw", 0.2860, 0.3530);
    }
}

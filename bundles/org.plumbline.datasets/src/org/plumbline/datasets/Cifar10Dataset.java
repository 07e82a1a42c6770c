package org.plumbline.datasets;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.contribution.Settings;

/**
 * Ten classes, 50000 images for training in five files and 10000 for tests; formulae at {@link CifarDataset}.
 * <p>m = (0.4914, 0.4822, 0.4465), s = (0.2023, 0.1994, 0.2010): the values of the program released with Cohen, Cont, Rossier, Xu, ICML
 * 2021, and of many others. These s are means of the standard deviations of single images; those of all pixels are about a fifth
 * larger.</p>
 */
public final class Cifar10Dataset extends CifarDataset {
    public Cifar10Dataset() {
        super(new Variant("CIFAR-10", "cifar-10-batches-bin", Lists.immutable.with("data_batch_1.bin", "data_batch_2.bin",
                "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"), "test_batch.bin", 1,
                new double[] {0.4914, 0.4822, 0.4465}, new double[] {0.2023, 0.1994, 0.2010}));
    }

    @Override
    int classes(Settings settings) {
        return 10;
    }

    @Override
    int labelByte(Settings settings) {
        return 0;
    }
}

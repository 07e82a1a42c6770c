package org.plumbline.datasets;

import org.eclipse.collections.api.factory.Lists;
import org.plumbline.engine.contribution.Settings;

/**
 * A hundred classes in twenty groups, 50000 images for training in one file and 10000 for tests; formulae at {@link CifarDataset}.
 * <p>The first label byte is the group ({@code coarse}), the second the class ({@code fine}). m = (0.5071, 0.4867, 0.4408),
 * s = (0.2675, 0.2565, 0.2761), as customary.</p>
 */
public final class Cifar100Dataset extends CifarDataset {
    public Cifar100Dataset() {
        super(new Variant("CIFAR-100", "cifar-100-binary", Lists.immutable.with("train.bin"), "test.bin", 2,
                new double[] {0.5071, 0.4867, 0.4408}, new double[] {0.2675, 0.2565, 0.2761}));
    }

    @Override
    int classes(Settings settings) {
        return labelByte(settings) == 0 ? 20 : 100;
    }

    @Override
    int labelByte(Settings settings) {
        return settings.text("labels").equals("coarse") ? 0 : 1;
    }
}

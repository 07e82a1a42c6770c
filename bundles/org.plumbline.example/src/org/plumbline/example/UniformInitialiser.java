package org.plumbline.example;

import org.plumbline.engine.contribution.Settings;
import org.plumbline.engine.network.ParameterTensor;
import org.plumbline.engine.spi.Initialiser;
import org.plumbline.numerics.arrays.RealArray;
import org.plumbline.numerics.random.RandomStream;

/** Independent entries, uniform on (-a, a). */
public final class UniformInitialiser implements Initialiser {
    @Override
    public void initialise(ParameterTensor tensor, Settings settings, RandomStream stream, RealArray values, int offset) {
        double a = settings.real("bound");
        for (int i = 0; i < tensor.shape().size(); i++) {
            values.set(offset + i, stream.uniform(-a, a));
        }
    }
}

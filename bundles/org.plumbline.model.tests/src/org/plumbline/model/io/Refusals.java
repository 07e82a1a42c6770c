package org.plumbline.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;

/** Reads what must be refused, and checks the form that every refusal has. */
final class Refusals {

    private Refusals() {
    }

    static ExperimentFormatException of(byte[] bytes) {
        ExperimentFormatException e = catchThrowableOfType(ExperimentFormatException.class,
                () -> new ExperimentReader().read(new ByteArrayInputStream(bytes), "bad.experiment"));
        assertThat(e).isNotNull();
        assertThat(e.getMessage()).startsWith("bad.experiment").doesNotContainPattern("[\\p{Cntrl}\u2028]")
                .doesNotContain("Exception").doesNotContain("org.eclipse").doesNotContain("null");
        return e;
    }
}

package org.plumbline.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;

class NativesTest {

	/** Stands for a preset whose fragment is not installed. */
	@Platform(library = "noSuchLibraryOfPlumbline")
	static final class Missing {
	}

	@Test
	void loadsTwice() {
		assertThatCode(() -> {
			Natives.load(openblas.class);
			Natives.load(openblas.class);
		}).doesNotThrowAnyException();
	}

	@Test
	void saysInOneLineWhatIsMissing() {
		assertThatThrownBy(() -> Natives.load(Missing.class)).isInstanceOf(BackendException.class)
				.hasMessageContaining(Missing.class.getName()).hasMessageContaining(Natives.platform())
				.message().satisfies(message -> assertThat(message.lines()).hasSize(1));
	}
}

package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final int JAVA_8 = 52;

    @Test
    void anOldJavaCanReadTheWayInFarEnoughToSayWhichOneIsWanted() throws IOException {
        try (var bytes =
                new DataInputStream(Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
            bytes.readInt();
            bytes.readUnsignedShort();
            assertThat(bytes.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }

    @Test
    void versionsAreReadAsOldAndNewJavaWriteThem() {
        assertThat(Launcher.feature("1.8")).isEqualTo(8);
        assertThat(Launcher.feature("11")).isEqualTo(11);
        assertThat(Launcher.feature("25")).isEqualTo(25);
    }
}

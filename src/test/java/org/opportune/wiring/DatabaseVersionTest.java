package org.opportune.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"11.4.5-MariaDB", "10.6.18-MariaDB-log", "5.5.5-10.11.6-MariaDB-1:10.11.6+maria~ubu2204"})
    void aMariaDbFromTenSixIsTaken(String said) {
        assertThatCode(() -> DatabaseVersion.of(said).requireSupported()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.5.25-MariaDB", "5.5.68-MariaDB"})
    void anOlderOneIsRefused(String said) {
        assertThatThrownBy(() -> DatabaseVersion.of(said).requireSupported()).hasMessageContaining("10.6 or newer");
    }

    @Test
    void anotherDatabaseIsRefused() {
        assertThatThrownBy(() -> DatabaseVersion.of("8.0.36")).hasMessageContaining("Opportune needs MariaDB");
    }
}

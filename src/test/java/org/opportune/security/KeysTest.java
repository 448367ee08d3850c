package org.opportune.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Caller SHOP = new Caller("shop", Role.WEBSITE);

    @Test
    void madeKeysAreWellFormedAndDiffer() {
        String key = Keys.make();
        assertThat(key).startsWith("opp_").hasSize(47);
        assertThat(Keys.isWellFormed(key)).isTrue();
        assertThat(Keys.make()).isNotEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opp_",
                "opp_short",
                "OPP_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "opp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaa"
            })
    void otherTextsAreNoKeys(String text) {
        assertThat(Keys.isWellFormed(text)).isFalse();
    }

    @Test
    void aKeyIsFoundUntilItExpires() {
        String key = Keys.make();
        KeyRing ring = new KeyRing(List.of(new KeyRing.Entry(1L, Keys.hash(key), SHOP, NOON)));
        assertThat(ring.find(key, NOON.minusNanos(1)).map(KeyRing.Entry::caller))
                .contains(SHOP);
        assertThat(ring.find(key, NOON)).isEmpty();
        assertThat(ring.find(Keys.make(), NOON.minusNanos(1))).isEmpty();
    }

    @Test
    void aRingKeepsNoKeyInTheClear() {
        String key = Keys.make();
        assertThat(new KeyRing.Entry(1L, Keys.hash(key), SHOP, null).toString()).doesNotContain(key.substring(4));
    }

    @Test
    void aBootstrapKeyThatIsNoneStopsTheStartWithoutBeingShown() {
        assertThatThrownBy(() -> new KeyKeeper(new JpaPrincipals(), Optional.of("letmein"), null, Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("opportune.bootstrap.key")
                .hasMessageNotContaining("letmein");
    }
}

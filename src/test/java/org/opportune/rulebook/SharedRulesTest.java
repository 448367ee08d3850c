package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rulebook may decide for all and for an arm at once: its rules are compiled once, and go with the last. */
class SharedRulesTest {
    @Test
    void rulesAreKeptUntilWhoeverHasThemLastLetsGo() {
        Rulebook one = new SmallShop().rulebook();
        Rulebook two = one.with(Map.of());
        assertThat(two.hash()).isEqualTo(one.hash());
        one.close();
        one.close(); // said again it takes nothing from the other
        two.with(Map.of()).close();
        two.close();
        assertThatThrownBy(() -> two.with(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRulebookLetsGoOfThoseBesideIt() {
        Rulebook other = new SmallShop().rulebook();
        try (Rulebook alone = new SmallShop()
                .change("rulebook.yaml", "Small shop", "Smaller shop")
                .rulebook()) {
            alone.with(Map.of(other.hash(), other)).close();
            assertThatThrownBy(() -> other.with(Map.of())).isInstanceOf(IllegalStateException.class);
            assertThat(alone.with(Map.of()).others()).isEmpty();
        }
    }
}

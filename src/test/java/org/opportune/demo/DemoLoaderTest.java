package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

class DemoLoaderTest {
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();
    private static final Instant MORNING = Instant.parse("2026-03-02T06:00:00Z");
    private static final int CUSTOMERS = 120;

    private final InMemoryProfiles profiles = new InMemoryProfiles();
    private final InMemoryDemoLoads loads = new InMemoryDemoLoads();

    @Test
    void anEmptyStoreGetsEveryCustomerWithTheDayOfLoadingAsAnchor() {
        DemoLoader loader = loader(MORNING);
        loader.load(RULEBOOK);

        assertThat(loader.isDone()).isTrue();
        assertThat(profiles.count()).isEqualTo(CUSTOMERS);
        DemoLoad load = Objects.requireNonNull(loader.current());
        assertThat(load).isEqualTo(new DemoLoad(1, LocalDate.of(2026, 3, 2), CUSTOMERS, CUSTOMERS, MORNING));
        assertThat(loads.find()).isEqualTo(load);
    }

    @Test
    void aStoreWithCustomersOfItsOwnIsLeftAlone() {
        Identity own = new Identity("customer", "own");
        profiles.change(RULEBOOK, List.of(new CustomerChange(List.of(own), Map.of(), List.of())));
        DemoLoader loader = loader(MORNING);
        loader.load(RULEBOOK);

        assertThat(loader.isDone()).isTrue();
        assertThat(loader.current()).isNull();
        assertThat(profiles.count()).isEqualTo(1);
    }

    @Test
    void aFinishedLoadIsNotRepeatedOnTheNextDay() {
        loader(MORNING).load(RULEBOOK);
        DemoLoader tomorrow = loader(MORNING.plusSeconds(86_400));
        tomorrow.load(RULEBOOK);

        assertThat(tomorrow.isDone()).isTrue();
        assertThat(duplicates()).isEqualTo(events());
    }

    @Test
    void aLoadThatWasCutOffGoesOnTheNextDayWithTheSameAnchorAndDoublesNothing() {
        loads.failAfter(2);
        assertThatThrownBy(() -> loader(MORNING).load(RULEBOOK)).hasMessage("cut off");
        assertThat(Objects.requireNonNull(loads.find()).loaded()).isBetween(1, CUSTOMERS - 1);
        assertThat(profiles.count()).isBetween(1L, CUSTOMERS - 1L);

        loads.failAfter(Integer.MAX_VALUE);
        loader(MORNING.plusSeconds(86_400)).load(RULEBOOK);

        assertThat(profiles.count()).isEqualTo(CUSTOMERS);
        assertThat(duplicates()).isEqualTo(events());
    }

    private DemoLoader loader(Instant now) {
        return new DemoLoader(loads, profiles, Clock.fixed(now, ZoneOffset.UTC), 1, CUSTOMERS);
    }

    private static List<Event> shop() {
        return new DemoShop(1, LocalDate.of(2026, 3, 2), CUSTOMERS)
                .customers()
                .flatMap(customer -> customer.events().stream())
                .toList();
    }

    private static int events() {
        return shop().size();
    }

    /** Every event of the shop is there already, and no other: the store would take one that differs in its name alone. */
    private int duplicates() {
        return profiles.append(RULEBOOK, shop()).duplicates();
    }

    private static final class InMemoryDemoLoads implements DemoLoads {
        private @Nullable DemoLoad load;
        private int savesLeft = Integer.MAX_VALUE;

        void failAfter(int saves) {
            savesLeft = saves;
        }

        @Override
        public @Nullable DemoLoad find() {
            return load;
        }

        @Override
        public DemoLoad begin(DemoLoad begun) {
            load = begun;
            return begun;
        }

        @Override
        public void save(DemoLoad saved) {
            if (savesLeft-- == 0) {
                throw new IllegalStateException("cut off");
            }
            load = saved;
        }
    }
}

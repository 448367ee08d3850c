package org.opportune.brakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.ws.rs.core.SecurityContext;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.brakes.BrakesResource.BrakeView;
import org.opportune.brakes.BrakesResource.Why;
import org.opportune.kernel.Problem;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** Releases come and go, and what is paused need not be in the one that decides. */
class BrakesResourceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Rulebook RULEBOOK = new SmallShop().rulebook();

    private final InMemoryBrakes store = new InMemoryBrakes();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Brakes brakes;

    @BeforeEach
    void anOfferOfAnEarlierReleaseIsPaused() {
        store.pause(new Brake(BrakeKind.OFFER, "gone", NOW, "olli", "It was wrong"));
        brakes = new Brakes(store, folder, Clock.fixed(NOW, ZoneOffset.UTC));
        brakes.start();
    }

    private BrakesResource resource(Supplier<Rulebook> rulebooks) {
        return new BrakesResource(brakes, store, rulebooks);
    }

    private static Rulebook none() {
        throw Problem.unavailable("no rules are loaded");
    }

    @Test
    void whatNoReleaseHasAnyMoreIsMarkedAndCanBeResumed() {
        BrakesResource resource = resource(() -> RULEBOOK);
        resource.pause("offers", "gift", new Why("It is wrong"), OLLI);

        assertThat(resource.list(null, null).items())
                .extracting(BrakeView::id, BrakeView::known)
                .containsExactly(tuple("gift", true), tuple("gone", false));
        assertThat(resource.pause("offers", "gone", new Why("Still"), OLLI).why())
                .isEqualTo("It was wrong");

        resource.resume("offers", "gone", "Nobody has it", OLLI);

        assertThat(resource.list(null, null).items()).extracting(BrakeView::id).containsExactly("gift");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> resource.resume("offers", "gone", "Once more", OLLI))
                .matches(problem -> problem.status() == 404);
    }

    @Test
    void whatWasMisspeltIsNamedAmongThePausedToo() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> resource(() -> RULEBOOK).resume("offers", "gnoe", "x", OLLI))
                .withMessageContaining("did you mean 'gone'");
    }

    @Test
    void withoutRulesWhatIsPausedIsSeenAndResumedAndNothingIsPaused() {
        BrakesResource resource = resource(BrakesResourceTest::none);

        assertThat(resource.list(null, null).items())
                .extracting(BrakeView::known)
                .containsOnlyNulls();
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> resource.pause("offers", "gift", new Why("x"), OLLI))
                .matches(problem -> problem.status() == 503);
        resource.resume("offers", "gone", "x", OLLI);
        assertThat(store.steps()).containsExactly("pause offers/gone", "resume offers/gone");
    }

    private static final SecurityContext OLLI = new SecurityContext() {
        @Override
        public Principal getUserPrincipal() {
            return () -> "olli";
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("operator");
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    };
}

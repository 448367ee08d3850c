package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opportune.kernel.Problem;

class DraftStepTest {
    private static final Set<DraftStep> BY_THE_SERVER =
            Set.of(DraftStep.FAIL, DraftStep.SUPERSEDE, DraftStep.ROLL_BACK, DraftStep.RESTORE);

    private static Actor actor(String name, String role) {
        return new Actor(name, false, role::equals);
    }

    /** The whole table: what is not here is refused. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT,       CHANGE CHECK DISCARD",
        "CHECKED,     CHANGE CHECK SUBMIT DISCARD",
        "SUBMITTED,   WITHDRAW APPROVE REJECT DISCARD",
        "APPROVED,    WITHDRAW REJECT SCHEDULE PUBLISH DISCARD",
        "SCHEDULED,   WITHDRAW REJECT UNSCHEDULE PUBLISH DISCARD FAIL",
        "PUBLISHED,   SUPERSEDE ROLL_BACK",
        "SUPERSEDED,  RESTORE",
        "ROLLED_BACK, RESTORE",
        "DISCARDED,   ''"
    })
    void leadsFromTheStatesThatItIsFor(DraftState state, String steps) {
        String open = Arrays.stream(DraftStep.values())
                .filter(step -> step.leadsFrom(state))
                .map(Enum::name)
                .collect(Collectors.joining(" "));

        assertThat(open).isEqualTo(steps);
    }

    @Test
    void aStepFromAnotherStateIsAConflictThatSaysWhich() {
        assertThatThrownBy(() -> DraftStep.PUBLISH.after(DraftState.SUBMITTED))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(409);
                    assertThat(problem.detail())
                            .isEqualTo(
                                    "The draft is submitted and cannot be published; that is for what is approved or scheduled");
                });
    }

    @ParameterizedTest
    @EnumSource(DraftStep.class)
    void whatTheServerDoesNobodyElseMay(DraftStep step) {
        assertThat(DraftStep.open(
                        step == DraftStep.FAIL ? DraftState.SCHEDULED : DraftState.PUBLISHED,
                        actor("a", "admin"),
                        List.of()))
                .doesNotContainAnyElementsOf(BY_THE_SERVER);
        if (BY_THE_SERVER.contains(step)) {
            assertThatThrownBy(() -> step.require(actor("a", "admin"), List.of()))
                    .isInstanceOf(Problem.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGE,  analyst admin", "CHECK, analyst admin", "SUBMIT, analyst admin", "APPROVE, admin analyst operator",
        "PUBLISH, admin operator", "SCHEDULE, admin operator", "UNSCHEDULE, admin operator", "DISCARD, admin analyst"
    })
    void isForItsRoles(DraftStep step, String roles) {
        for (String role : List.of("website", "agent", "analyst", "operator", "admin")) {
            if (List.of(roles.split(" ")).contains(role)) {
                assertThatCode(() -> step.require(actor("olli", role), List.of("maija")))
                        .doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> step.require(actor("olli", role), List.of("maija")))
                        .isInstanceOf(Problem.class)
                        .hasMessageContaining("olli");
            }
        }
    }

    @Test
    void nobodyApprovesWhatTheyChangedNotEvenAnAdmin() {
        Actor admin = actor("maija", "admin");

        assertThatThrownBy(() -> DraftStep.APPROVE.require(admin, Set.of("maija", "olli")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("own-draft"));
        assertThat(DraftStep.open(DraftState.SUBMITTED, admin, Set.of("maija"))).doesNotContain(DraftStep.APPROVE);
        assertThat(DraftStep.open(DraftState.SUBMITTED, admin, Set.of("olli"))).contains(DraftStep.APPROVE);
    }
}

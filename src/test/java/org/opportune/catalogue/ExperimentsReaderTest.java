package org.opportune.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.kernel.Place;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

class ExperimentsReaderTest {
    private static SmallShop shop(String experiments) {
        return new SmallShop().with("experiments.yaml", experiments);
    }

    @Test
    void aRulebookSaysHowManyDecisionsExploreAndHowWarm() {
        try (Rulebook rulebook =
                shop("exploration: {share: 0.05, temperature: 0.5}\n").rulebook()) {
            assertThat(rulebook.exploration()).isEqualTo(new Exploration(0.05, 0.5));
        }
    }

    @Test
    void withoutTheFileNothingExplores() {
        try (Rulebook rulebook = new SmallShop().rulebook()) {
            assertThat(rulebook.exploration().happens()).isFalse();
        }
    }

    @Test
    void whatExploresIsPartOfTheRelease() {
        try (Rulebook one =
                        shop("exploration: {share: 0.05, temperature: 0.5}\n").rulebook();
                Rulebook other =
                        shop("exploration: {share: 0.06, temperature: 0.5}\n").rulebook()) {
            assertThat(one.hash()).isNotEqualTo(other.hash());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {share: 1.5, temperature: 1}         | experiments.yaml:1:22: '1.5' is not a share of the decisions from 0 to 1 such as 0.05
            {share: '0,05', temperature: 1}      | experiments.yaml:1:22: '0,05' is not a share of the decisions from 0 to 1 such as 0.05; write 0.05
            {share: -1, temperature: 1}          | experiments.yaml:1:22: '-1' is not a share
            {share: NaN, temperature: 1}         | experiments.yaml:1:22: 'NaN' is not a share
            {share: 1e-2, temperature: 1}        | experiments.yaml:1:22: '1e-2' is not a share
            {share: [1], temperature: 1}         | experiments.yaml:1:22: expected one value
            {share: 0.05, temperature: 0}        | experiments.yaml:1:41: '0' is not a temperature from 0.05 to 100 such as 0.5
            {share: 0.05, temperature: 101}      | experiments.yaml:1:41: '101' is not a temperature
            {share: 0.05}                        | experiments.yaml:1:14: 'temperature' is missing
            {share: 0.05, temprature: 1, temperature: 1} | experiments.yaml:1:28: unknown name 'temprature'; did you mean 'temperature'?
            0.05                                 | experiments.yaml:1:14: expected a map of names
            """)
    void whatIsWrongIsSaidAtItsPlace(String exploration, String message) {
        assertThat(shop("exploration: " + exploration.replace("'", "\"") + "\n").findings())
                .first()
                .asString()
                .startsWith(message);
    }

    private static final String TWO = """
            experiments:
              big:
                label: {en: Big, fi: Iso}
                from: 2026-03-01
                until: 2026-04-01T00:00:00+02:00
                share: 0.5
                group: hero
                control: usual
                within: 7d
                planned: 20000
                goal: {event: order, value: amount}
                arms:
                  big: {label: {en: Big voucher}, weight: 2, without: [gift], variants: {voucher: big}, factors: {campaign: {engagement: 1.5}, offer: {help: 0}}}
                  usual: {label: {en: As usual}}
            """;

    @Test
    void anExperimentSaysWhoTakesPartWhenAndWhatIsOtherwise() {
        try (Rulebook rulebook = shop("holdout: {share: 0.05, keeps: [marketing], goal: {event: order}}\n" + TWO)
                .rulebook()) {
            Experiments experiments = rulebook.experiments();
            assertThat(experiments.holdout())
                    .isEqualTo(new Holdout(
                            0.05,
                            Set.of("marketing"),
                            new Experiment.Goal("order", null),
                            Duration.ofDays(28),
                            10_000));
            Experiment big = Objects.requireNonNull(experiments.all().get("big"));
            assertThat(big.label().in("fi")).isEqualTo("Iso");
            assertThat(big.from()).isEqualTo(Instant.parse("2026-02-28T22:00:00Z"));
            assertThat(big.until()).isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
            assertThat(big.share()).isEqualTo(0.5);
            assertThat(big.group()).isEqualTo("hero");
            assertThat(big.control()).isEqualTo("usual");
            assertThat(big.within()).isEqualTo(Duration.ofDays(7));
            assertThat(big.planned()).isEqualTo(20_000);
            assertThat(big.goal()).isEqualTo(new Experiment.Goal("order", "amount"));
            Experiment.Arm arm = Objects.requireNonNull(big.arms().get("big"));
            assertThat(arm.weight()).isEqualTo(2);
            assertThat(arm.without()).containsExactly("gift");
            assertThat(arm.variants()).isEqualTo(Map.of("voucher", "big"));
            assertThat(arm.factors())
                    .containsExactly(
                            new Weight(Weight.Scope.CAMPAIGN, "engagement", new BigDecimal("1.5"), "Big: Big voucher"),
                            new Weight(Weight.Scope.OFFER, "help", new BigDecimal("0"), "Big: Big voucher"));
        }
    }

    @Test
    void whatIsNotSaidIsUsual() {
        try (Rulebook rulebook =
                shop("experiments: {one: {label: {en: One}, arms: {a: {label: {en: A}}, b: {label: {en: B}}}}}\n")
                        .rulebook()) {
            Experiment one = Objects.requireNonNull(rulebook.experiments().all().get("one"));
            assertThat(one.control()).isEqualTo("a");
            assertThat(one.share()).isEqualTo(1);
            assertThat(one.goal()).isEqualTo(Experiment.Goal.CONVERSION);
            assertThat(one.within()).isEqualTo(Duration.ofDays(14));
            assertThat(one.runsAt(Instant.EPOCH)).isTrue();
        }
    }

    private static final String HASH = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String RELEASES = """
            experiments:
              bold: {label: {en: Bold}, share: 0.4, group: rules, arms: {a: {label: {en: A}}, b: {label: {en: B}, release: HASH}}}
              wild: {label: {en: Wild}, share: 0.4, group: rules, arms: {a: {label: {en: A}}, b: {label: {en: B}, release: HASH}}}
              else: {label: {en: Else}, arms: {a: {label: {en: A}}, b: {label: {en: B}}}}
            """.replace("HASH", HASH);

    @Test
    void anArmNamesAnotherReleaseAndThePlaceWhereItDoes() {
        try (Rulebook rulebook = shop(RELEASES).rulebook()) {
            assertThat(rulebook.experiments().releases())
                    .containsExactly(
                            new Experiment.OtherRelease(HASH, Place.of("experiments.yaml", 2, 112)),
                            new Experiment.OtherRelease(HASH, Place.of("experiments.yaml", 3, 112)));
        }
    }

    @Test
    void noCustomerIsInTwoArmsThatDecideByOtherReleases() {
        String message = "experiments.yaml:3:3: arms of 'bold' and of 'wild' decide by other releases, and a customer"
                + " could be in both; give both the same 'group'";
        assertThat(shop(RELEASES.replace(
                                "0.4, group: rules, arms: {a: {label: {en: A}}, b: {label: {en: B}, release: " + HASH
                                        + "}}}\n  else",
                                "0.4, group: words, arms: {a: {label: {en: A}}, b: {label: {en: B}, release: " + HASH
                                        + "}}}\n  else"))
                        .findings())
                .containsExactly(message);
        assertThat(shop(RELEASES.replace(", group: rules", "")).findings()).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            share: 0.5                 | share: 1.5        | experiments.yaml:6:12: '1.5' is not a share of the customers from 0.001 to 1 such as 0.5
            share: 0.5                 | shar: 0.5         | experiments.yaml:6:5: unknown name 'shar'; did you mean 'share'?
            from: 2026-03-01           | from: 2026-04-02  | experiments.yaml:5:12: the experiment ends before it begins
            from: 2026-03-01           | from: yesterday   | experiments.yaml:4:11: 'yesterday' is neither a day such as 2026-03-01 nor an instant
            group: hero                | group: He ro      | experiments.yaml:7:12: 'He ro' is no id
            control: usual             | control: usal     | experiments.yaml:8:14: unknown arm 'usal'; did you mean 'usual'?
            planned: 20000             | planned: many     | experiments.yaml:10:14: 'many' is not a whole number from 100 to 100000000
            within: 7d                 | within: 7         | experiments.yaml:9:13: '7' is not for how long a customer is observed, such as 14d or 48h
            event: order               | event: oder       | experiments.yaml:11:19: unknown event type 'oder'; did you mean 'order'?
            value: amount              | value: amonut     | experiments.yaml:11:33: unknown property of type money 'amonut'; did you mean 'amount'?
            weight: 2                  | weight: 0         | experiments.yaml:13:47: '0' is not a weight from 0.001 to 100 such as 1
            without: [gift]            | without: [gft]    | experiments.yaml:13:60: unknown offer 'gft'; did you mean 'gift'?
            voucher: big               | voucher: bog      | experiments.yaml:13:87: unknown variant of voucher 'bog'; did you mean 'big'?
            voucher: big               | vouchr: big       | experiments.yaml:13:86: unknown offer 'vouchr'; did you mean 'voucher'?
            engagement: 1.5            | engagment: 1.5    | experiments.yaml:13:114: unknown campaign 'engagment'; did you mean 'engagement'?
            engagement: 1.5            | engagement: -1    | experiments.yaml:13:126: '-1' is not a factor from 0 to 100 such as 1.25
            offer: {help               | ofer: {help       | experiments.yaml:13:132: unknown name 'ofer'; did you mean 'offer'?
            usual: {label: {en: As usual}} | usual: {label: {en: As usual}, release: abc} | experiments.yaml:14:47: 'abc' is no release: write the hash of 64 digits
            weight: 2,                 | weight: 2, release: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, | experiments.yaml:13:125: an arm with 'release' is decided by all that release says; 'without' cannot stand beside it
            usual: {label: {en: As usual}} | usual: {label: {fi: Kuten aina}}             | experiments.yaml:14:22: the label has no text in the default locale 'en'
            usual: {label: {en: As usual}} | # nothing                                     | experiments.yaml:13:7: an experiment has 2 to 20 arms, and this one has 1
              big:                           |   Big thing:                                  | experiments.yaml:2:3: 'Big thing' is no id: small letters and digits with dashes between them, at most 60; write big-thing
              big:                           |   universal-holdout:                          | experiments.yaml:2:3: 'universal-holdout' is what the holdout is called; choose another id
            """)
    void whatIsWrongWithAnExperimentIsSaidAtItsPlace(String right, String wrong, String message) {
        assertThat(TWO).contains(right);
        assertThat(shop(TWO.replace(right, wrong)).findings())
                .anySatisfy(line -> assertThat(line).startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {share: 0, keeps: [], goal: {event: order}}            | experiments.yaml:1:18: '0' is not a share of the customers from 0.001 to 0.5
            {share: 0.1, keeps: [markting], goal: {event: order}}  | experiments.yaml:1:31: unknown purpose 'markting'; did you mean 'marketing'?
            {share: 0.1, goal: {event: order}}                     | experiments.yaml:1:10: 'keeps' is missing
            {share: 0.1, keeps: []}                                | experiments.yaml:1:10: 'goal' is missing
            {share: 0.1, keeps: [], goal: conversion}              | experiments.yaml:1:40: who is held out is answered nothing that could convert
            """)
    void whatIsWrongWithTheHoldoutIsSaidAtItsPlace(String holdout, String message) {
        assertThat(shop("holdout: " + holdout + "\n").findings())
                .anySatisfy(line -> assertThat(line).startsWith(message));
    }

    @Test
    void theExperimentsOfAGroupShareItsCustomers() {
        String one = "%s: {label: {en: %s}, group: g, share: 0.6, arms: {a: {label: {en: A}}, b: {label: {en: B}}}}";
        assertThat(shop("experiments: {" + one.formatted("x", "X") + ",\n  " + one.formatted("y", "Y") + "}\n")
                        .findings())
                .singleElement()
                .asString()
                .startsWith("experiments.yaml:2:3: the experiments of the group 'g' take more than all customers");
    }

    @Test
    void aMisspeltNameOrFileIsAMistakeWithASuggestion() {
        assertThat(shop("exploraton: {share: 0.05, temperature: 1}\n").findings())
                .singleElement()
                .asString()
                .startsWith("experiments.yaml:1:1: unknown name 'exploraton'; did you mean 'exploration'?");
        assertThat(new SmallShop()
                        .with("experiment.yaml", "exploration: {share: 0.05, temperature: 1}\n")
                        .findings())
                .singleElement()
                .asString()
                .contains("did you mean experiments.yaml?");
    }
}

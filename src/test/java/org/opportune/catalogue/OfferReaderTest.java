package org.opportune.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.catalogue.Catalogue.Budget;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.catalogue.Catalogue.Reward;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.SmallShop;

/** The columns of the catalogue that may be left out. */
class OfferReaderTest {
    private static final String FILE = "offers/offers.csv";
    private static final String COLUMNS =
            "id,campaign,value,validFrom,validTo,label,timeZone,cost,currency,priority,budgetTotal,"
                    + "budgetDaily,tags,exclusionGroup,purpose,rewardReferrer,rewardReferred\n";
    private static final String REST =
            "help,engagement,1,,,Help\nvoucher,engagement,1,,,Voucher\nold,engagement,1,,,Old\n";

    @Test
    void everythingThatAnOfferSaysIsRead() {
        Offer offer =
                offer("100,,,Gift,Asia/Tokyo,2.5,SEK,-3,1000,50,winter; home  gifts,first-order,marketing,20,10.50");

        assertThat(offer.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(offer.cost()).isEqualTo("2.5");
        assertThat(offer.currency()).isEqualTo("SEK");
        assertThat(offer.priority()).isEqualTo(-3);
        assertThat(offer.budget()).isEqualTo(new Budget(new BigDecimal("1000"), new BigDecimal("50")));
        assertThat(offer.tags()).isEqualTo(Set.of("winter", "home", "gifts"));
        assertThat(offer.exclusionGroup()).isEqualTo("first-order");
        assertThat(offer.purpose()).isEqualTo("marketing");
        assertThat(offer.reward()).isEqualTo(new Reward(new BigDecimal("20"), new BigDecimal("10.50")));
    }

    @Test
    void whatAnOfferDoesNotSayIsNothing() {
        Offer offer = offer("10,,,Gift");

        assertThat(offer)
                .isEqualTo(new Offer(
                        "gift",
                        "engagement",
                        BigDecimal.TEN,
                        null,
                        null,
                        "Gift",
                        ZoneId.of("Europe/Helsinki"),
                        null,
                        BigDecimal.ZERO,
                        0,
                        Budget.NONE,
                        Set.of(),
                        null,
                        null,
                        Reward.NONE));
        assertThat(offer("10,,,Gift,,,EUR").currency()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10,,,G,Europe/Helsinky            | :7: unknown time zone 'Europe/Helsinky'; did you mean 'Europe/Helsinki'?",
                "10,,,G,custommer                  | :7: unknown time zone 'custommer'; did you mean 'customer'?",
                "10,,,G,+02:00                     | :7: unknown time zone '+02:00'",
                "10,,,G,,cheap                     | :8: 'cheap' is not an amount such as 12.50",
                "10,,,G,,-1                        | :8: a cost is between 0 and 10^12",
                "10,,,G,,1e-900000000              | :8: a cost is between 0 and 10^12",
                "10,,,G,,,SEKK                     | :9: unknown currency 'SEKK'; did you mean 'SEK'?; the rates of rulebook.yaml do not have it",
                "10,,,G,,,,high                    | :10: 'high' is not a whole number of at most six digits such as 10",
                "10,,,G,,,,1.5                     | :10: '1.5' is not a whole number",
                "10,,,G,,1,,,many                  | :11: 'many' is not an amount such as 12.50",
                "10,,,G,,,,,100                    | :11: a budget is spent by what each acceptance costs; write a cost above 0",
                "10,,,G,,0,,,100                   | :8: a budget is spent by what each acceptance costs; write a cost above 0",
                "10,,,G,,,,,,9                     | :12: a budget is spent by what each acceptance costs; write a cost above 0",
                "10,,,G,,1,,,100,200               | :12: the budget of a day, 200, is more than the whole budget, 100",
                "10,,,G,,,,,,,Big Winter;x         | :13: 'Big' is no id: small letters and digits with dashes between them, at most 60; write big",
                "10,,,G,,,,,,,,First Order         | :14: 'First Order' is no id: small letters and digits with dashes between them, at most 60; write first-order",
                "10,,,G,,,,,,,,,marketting         | :15: unknown purpose 'marketting'; did you mean 'marketing'?",
                "10,,,G,,,,,,,,,,much              | :16: 'much' is not an amount such as 12.50",
                "10,,,G,,,,,,,,,,,a gift           | :17: 'a gift' is not an amount such as 12.50",
            })
    void aBadCellIsToldAtItsColumn(String cells, String said) {
        assertThat(shop(cells).findings()).first().asString().startsWith(FILE + ":2" + said);
    }

    @Test
    void anAmountThatNoRateCanConvertIsRefused() {
        assertThat(shop("0,,,G,,9e11,USD")
                        .change("rulebook.yaml", "rates:\n", "rates:\n  USD: {2020-01-01: 12345678901234567890}\n")
                        .findings())
                .singleElement()
                .asString()
                .startsWith(FILE + ":2:8: a cost is between 0 and 10^12");
    }

    @Test
    void theDaysOfAnOfferBeginInTheRulebooksZoneInAFixedOneOrWhereTheCustomerIs() {
        Instant late = Instant.parse("2026-03-01T23:30:00Z");
        ZoneId customers = ZoneId.of("America/New_York");

        assertThat(offer("10,2026-03-02,2026-03-02,Gift").isValidAt(late, customers))
                .isTrue();
        assertThat(offer("10,2026-03-02,2026-03-02,Gift,UTC").isValidAt(late, customers))
                .isFalse();
        assertThat(offer("10,2026-03-01,2026-03-01,Gift,customer").isValidAt(late, customers))
                .isTrue();
        assertThat(offer("10,2026-03-01,2026-03-01,Gift,customer").isValidAt(late, ZoneId.of("Asia/Tokyo")))
                .isFalse();
    }

    @Test
    void aValueIsWorthWhatTheRateOfTheDayMakesOfIt() {
        try (Rulebook rulebook = shop("100,,,Gift,,,SEK").rulebook()) {
            Offer offer = Objects.requireNonNull(rulebook.catalogue().offers().get("gift"));

            assertThat(offer.worth(rulebook.terms().rates(), LocalDate.of(2024, 12, 31)))
                    .isEqualTo(10);
            assertThat(offer.worth(rulebook.terms().rates(), LocalDate.of(2025, 1, 1)))
                    .isEqualTo(9);
        }
    }

    @Test
    void anOfferWithoutDaysIsAlwaysValid() {
        assertThat(offer("10,,,Gift").isValidAt(Instant.MAX, ZoneOffset.UTC)).isTrue();
    }

    private static Offer offer(String cells) {
        try (Rulebook rulebook = shop(cells).rulebook()) {
            return Objects.requireNonNull(rulebook.catalogue().offers().get("gift"));
        }
    }

    private static SmallShop shop(String cells) {
        return new SmallShop().with(FILE, COLUMNS + "gift,engagement," + cells + "\n" + REST);
    }
}

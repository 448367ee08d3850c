package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Hashes;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;

class DemoShopTest {
    static final LocalDate ANCHOR = LocalDate.of(2026, 3, 2);
    private static final Instant END = ANCHOR.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final List<DemoCustomer> SOME =
            new DemoShop(1, ANCHOR, 2_000).customers().toList();

    @Test
    void theSameSeedAndAnchorGiveTheSameShopToTheByte() {
        String shop = SOME.stream().limit(100).map(DemoCustomer::toString).collect(Collectors.joining("\n"));

        assertThat(Hashes.hex(shop)).isEqualTo("ff2f19f33d4002e919ac4c833782d83df22188bdf82511059cd0af92c880a3dd");
    }

    @Test
    void aCustomerDoesNotDependOnHowManyThereAre() {
        assertThat(new DemoShop(1, ANCHOR, 7).customers().toList()).isEqualTo(SOME.subList(0, 7));
        assertThat(new DemoShop(1, ANCHOR, 100_000).customer(1_234)).isEqualTo(SOME.get(1_233));
    }

    @Test
    void anotherSeedMakesOtherPeople() {
        assertThat(new DemoShop(2, ANCHOR, 100).customers()).doesNotContainAnyElementsOf(SOME.subList(0, 100));
    }

    @Test
    void aLaterAnchorMovesTheSameLivesForward() {
        DemoCustomer later = new DemoShop(1, ANCHOR.plusDays(28), 1).customer(1);

        assertThat(later.persona()).isEqualTo(SOME.get(0).persona());
        assertThat(later.change().identities().get(0))
                .isEqualTo(SOME.get(0).change().identities().get(0));
        assertThat(later.events().get(0).at())
                .isAfter(SOME.get(0).events().get(0).at());
    }

    @Test
    void everythingHappenedWithinTwoYearsBeforeTheAnchorAndStandsInOrder() {
        Instant begin = ANCHOR.minusDays(740).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (DemoCustomer customer : SOME) {
            List<Instant> moments = customer.events().stream().map(Event::at).toList();
            assertThat(moments).isSorted().allMatch(at -> at.isAfter(begin) && at.isBefore(END));
            assertThat(customer.change().consents())
                    .allMatch(consent -> consent.at().isBefore(END));
        }
    }

    @Test
    void nobodyOrdersBeforeTheyHaveAnAccountOrIsWrittenToBeforeTheySignedUp() {
        for (DemoCustomer customer : SOME) {
            Instant signedUp = first(customer, "signUp");
            if (signedUp != null && customer.change().attributes().containsKey("signUpDate")) {
                for (String type : List.of("order", "emailSent", "appOpened")) {
                    Instant first = first(customer, type);
                    assertThat(first == null || first.isAfter(signedUp) || isOlder(customer))
                            .as("%s of %s", type, customer.change())
                            .isTrue();
                }
            }
        }
    }

    private static boolean isOlder(DemoCustomer customer) {
        LocalDate signedUp = (LocalDate)
                Objects.requireNonNull(customer.change().attributes().get("signUpDate"));
        return signedUp.isBefore(ANCHOR.minusDays(Story.TWO_YEARS));
    }

    private static @Nullable Instant first(DemoCustomer customer, String type) {
        return customer.events().stream()
                .filter(event -> event.type().equals(type))
                .map(Event::at)
                .findFirst()
                .orElse(null);
    }

    @Test
    void whoUnsubscribedGetsNoMoreEmail() {
        for (DemoCustomer customer : SOME) {
            Instant left = first(customer, "unsubscribe");
            assertThat(customer.events())
                    .noneMatch(event -> left != null
                            && event.type().equals("emailSent")
                            && event.at().isAfter(left.plusSeconds(86_400)));
        }
    }

    @Test
    void twelveCountriesAndTwelveLanguagesAreThere() {
        assertThat(attribute("country")).hasSize(12);
        assertThat(attribute("language"))
                .containsExactlyInAnyOrder("fi", "sv", "de", "fr", "es", "en", "lt", "hu", "he", "ar", "zh", "ja");
    }

    private static Set<Object> attribute(String name) {
        return SOME.stream()
                .map(customer -> customer.change().attributes().get(name))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    @Test
    void noAddressCanBelongToAnybody() {
        assertThat(ids("email"))
                .isNotEmpty()
                .allMatch(address -> address.matches("[a-z.]+[0-9]+@example\\.(com|org|net)"));
    }

    @Test
    void telephoneNumbersLieInRangesReservedForFiction() {
        assertThat(ids("phone"))
                .isNotEmpty()
                .allMatch(number -> number.matches("\\+1[2-9]\\d\\d55501\\d\\d"
                        + "|\\+44(7700900|2079460|11[3-8]4960|1214960|1314960)\\d{3}"
                        + "|\\+49(3023125|6990009|4066969|2214710|8999998)\\d{3}"
                        + "|\\+3363998\\d{4}"
                        + "|\\+46(8465004|3139006|4062804|9803192)\\d\\d"));
    }

    @Test
    void noTwoCustomersShareAName() {
        Set<Identity> seen = new HashSet<>();
        for (DemoCustomer customer : SOME) {
            assertThat(customer.change().identities()).isNotEmpty().allMatch(seen::add);
        }
    }

    private static List<String> ids(String namespace) {
        return SOME.stream()
                .flatMap(customer -> customer.change().identities().stream())
                .filter(identity -> identity.namespace().equals(namespace))
                .map(Identity::id)
                .toList();
    }

    @Test
    void mostCustomersHaveDozensOfEventsAndSomeHaveHundreds() {
        assertThat(SOME.stream().mapToInt(customer -> customer.events().size()).average())
                .hasValueCloseTo(55.0, Offset.offset(12.0));
        assertThat(SOME).anyMatch(customer -> customer.events().size() > 300);
    }
}

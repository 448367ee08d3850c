package org.opportune.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opportune.rulebook.SmallShop;

/** All that is wrong with the tables of offers is told at once, and nothing twice. */
class CatalogueReaderTest {
    private static final String OFFERS = "offers/offers.csv";

    @Test
    void everyCellOfARowIsChecked() {
        assertThat(new SmallShop()
                        .change(OFFERS, "gift,engagement,10,,,Gift", "Gift 1,engagment,ten,soon,2020-13-01,Gift")
                        .change("offers/treatments.csv", "gift,hero", "Gift 1,hero")
                        .change("offers/treatments.csv", "gift,grid", "Gift 1,grid")
                        .change("offers/content.en.csv", "gift,", "Gift 1,")
                        .change("offers/content.fi.csv", "gift,", "Gift 1,")
                        .change("eligibility/offers.drl", "\"gift\"", "\"Gift 1\"")
                        .findings())
                .extracting(finding -> finding.replaceFirst(": .*", ""))
                .containsExactly(OFFERS + ":3:1", OFFERS + ":3:2", OFFERS + ":3:3", OFFERS + ":3:4", OFFERS + ":3:5");
    }

    @Test
    void anOfferThatHasNoIdOnlyWhereItIsDeclaredIsNotUnknownElsewhere() {
        assertThat(new SmallShop()
                        .change(OFFERS, "gift,engagement", "Gift!,engagement")
                        .findings())
                .containsExactly(OFFERS + ":3:1: 'Gift!' is no id: small letters and digits with dashes between them,"
                        + " at most 60; write gift");
    }

    @Test
    void anOfferWhoseRowHasTooManyCellsIsNotUnknownElsewhere() {
        assertThat(new SmallShop()
                        .change(OFFERS, "gift,engagement,10,,,Gift", "gift,engagement,10,50,,,Gift")
                        .findings())
                .singleElement()
                .asString()
                .startsWith(OFFERS + ":3:7: the row has 7 cells and the first row names 6");
    }

    @Test
    void whatAnUnreadRestOfTheOffersMayHoldIsNotUnknownElsewhere() {
        SmallShop shop = new SmallShop()
                .with("policy/caps.csv", "id,scope,subject,most,window\ngifts,offer,gift,3,7d\n")
                .with("arbitration/weights.csv", "scope,subject,factor,because\noffer,gift,1.5,Liked\n");

        String tooMany = IntStream.rangeClosed(1, 100_000)
                .mapToObj(number -> "o" + number + ",engagement,1,,,Many\n")
                .collect(Collectors.joining());

        for (String rest : List.of("\"gift,engagement,10,,,Gift\n", tooMany)) {
            assertThat(shop.with(OFFERS, "id,campaign,value,validFrom,validTo,label\nhelp,engagement,1,,,Help\n" + rest)
                            .findings())
                    .singleElement()
                    .asString()
                    .startsWith(OFFERS + ":");
        }
        assertThat(shop.change("offers/treatments.csv", "gift,hero", "gift,heroo")
                        .findings())
                .hasSize(2)
                .anyMatch(finding -> finding.startsWith("offers/treatments.csv:3:2: unknown placement 'heroo'"));
    }

    @Test
    void aColumnThatIsMissingIsToldOnce() {
        assertThat(new SmallShop().change(OFFERS, "id,campaign", "idd,campaign").findings())
                .containsExactly(
                        OFFERS + ":1:1: unknown column 'idd'; did you mean 'id'?",
                        OFFERS + ":1:1: there is no column 'id', in which every row must say something");
    }
}

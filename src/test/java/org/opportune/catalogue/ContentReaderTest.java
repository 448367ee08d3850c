package org.opportune.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.rulebook.SmallShop;

/** Content, and what a placement falls back on. */
class ContentReaderTest {
    private static final String FILE = "offers/content.en.csv";
    private static final String COLUMNS =
            "offer,variant,title,text,callToAction,link,image,imageAlt,agentScript,emailSubject\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hi {language},t,c,/l                      | 3: 'language' may be unknown",
                "Hi,t {ordres90d},c,/l                     | 4: unknown fact 'ordres90d'; did you mean 'orders90d'?",
                "Hi,t,{orders90d/l                         | 5: the braces are not read",
                "Hi,t,c,/l?n={country}                     | 6: 'country' may be unknown",
                "Hi,t,c,l?n={orders90d}                    | 6: 'l?n={orders90d}' is no link",
                "Hi,t,c,/l,images/x.jpg,A box              | 7: 'images/x.jpg' is no address of an image",
                "Hi,t,c,/l,/images/x.jpg                   | 8: an image has a text that says what it shows",
                "Hi,t,c,/l,,A box                          | 8: the text says what an image shows, and the row has no image",
                "Hi,t,c,/l,,,Say {loyaltyy}                | 9: unknown fact 'loyaltyy'; did you mean 'loyalty'?",
                "Hi,t,c,/l,,,,Re [[x]]                     | 10: what stands in [[ ]] says nothing",
            })
    void aBadCellIsToldAtItsColumn(String cells, String said) {
        assertThat(new SmallShop().with(FILE, COLUMNS + "help,," + cells + "\n").findings())
                .singleElement()
                .asString()
                .startsWith(FILE + ":2:" + said);
    }

    @Test
    void aFallbackIsAnOfferThatThePlacementCanShowToAnybody() {
        SmallShop shop =
                new SmallShop().change("vocabulary.yaml", "label: {en: Hero}", "label: {en: Hero}, fallback: help");

        assertThat(shop.findings()).isEmpty();
        assertThat(wrong("hlep")).contains("unknown offer 'hlep'; did you mean 'help'?");
        assertThat(wrong("old")).contains("the offer 'old' has no content in 'en', which everybody must find");
        assertThat(new SmallShop()
                        .change("vocabulary.yaml", "label: {en: Letter}", "label: {en: Letter}, fallback: help")
                        .findings())
                .singleElement()
                .asString()
                .contains("the offer 'help' has no treatment in 'letter'");
        assertThat(shop.with("offers/offers.csv", """
                                id,campaign,value,validFrom,validTo,label,purpose
                                help,engagement,1,,,Help,marketing
                                gift,engagement,10,,,Gift
                                voucher,engagement,10,,,Voucher
                                old,engagement,99,,2020-12-31,Old
                                """).findings())
                .singleElement()
                .asString()
                .contains("the offer 'help' needs a consent, and a fallback is shown to anybody");
    }

    private static String wrong(String offer) {
        String finding = String.join(
                "\n",
                new SmallShop()
                        .change("vocabulary.yaml", "label: {en: Hero}", "label: {en: Hero}, fallback: " + offer)
                        .findings());
        assertThat(finding).startsWith("vocabulary.yaml:").doesNotContain("\n");
        return finding;
    }
}

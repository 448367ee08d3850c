package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.policy.ContactShop;

/** What a vocabulary may not say of that on which the invariants of policy rest. */
class InvariantDeclarationsTest {
    private static final String VOCABULARY = "vocabulary.yaml";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            doNotContact: {type: boolean | doNotContact: {type: text    | vocabulary.yaml:2:24: 'doNotContact' is an attribute that the server knows; its type is boolean, not text
            birthDate: {type: date       | birthDate: {type: number     | vocabulary.yaml:3:21: 'birthDate' is an attribute that the server knows; its type is date, not number
            timeZone: {type: text        | timeZone: {type: integer     | vocabulary.yaml:4:20: 'timeZone' is an attribute that the server knows; its type is choice or text, not integer
            country: {type: text         | country: {type: boolean      | vocabulary.yaml:5:19: 'country' is an attribute that the server knows; its type is choice or text, not boolean
            page: {type: text            | doNotContact: {type: boolean | vocabulary.yaml:8:3: 'doNotContact' is the name of an attribute that the server knows; choose another name
            outbound: marketing, quiet   | outbound: marketng, quiet    | vocabulary.yaml:16:42: unknown purpose 'marketng'; did you mean 'marketing'?; outbound names the purpose of what is sent, and is left out where customers come by themselves
            outbound: marketing, quiet   | outbound: service, quiet     | vocabulary.yaml:16:42: the purpose 'service' needs no consent, and what is sent without more words does; name another one here, and this one in the column purpose of the offers that serve it
            21:00-08:00                  | 21-8                         | vocabulary.yaml:16:65: '21-8' are no hours of a day such as 21:00-08:00
            21:00-08:00                  | 08:00-08:00                  | vocabulary.yaml:16:65: '08:00-08:00' are no hours of a day such as 21:00-08:00
            21:00-08:00                  | 21:00-24:00                  | vocabulary.yaml:16:65: '21:00-24:00' are no hours of a day such as 21:00-08:00
            label: {en: Site}            | label: {en: Site}, quietHours: 21:00-08:00 | vocabulary.yaml:15:41: quiet hours are for what is sent; say outbound, or leave them out
            consent: needed              | consent: notneeded           | vocabulary.yaml:29:48: 'notneeded' is neither needed nor notNeeded
            minors: false                | minors: allowed              | vocabulary.yaml:28:62: 'allowed' is neither true nor false
            """)
    void whatItSaysOtherwiseIsRefusedAtItsPlace(String from, String to, String finding) {
        assertThat(ContactShop.shop().change(VOCABULARY, from, to).findings()).containsExactly(finding);
    }

    @Test
    void aFeatureCannotStandInForAnAttributeThatIsLeftOut() {
        assertThat(new SmallShop()
                        .change(VOCABULARY, "orders90d: {count: order,", "birthDate: {count: order,")
                        .findings())
                .containsExactly(
                        "vocabulary.yaml:12:3: 'birthDate' is the name of an attribute that the server knows; choose another name");
    }

    @Test
    void whatIsSentNeedsToKnowWhoMustNotBeContacted() {
        assertThat(new SmallShop()
                        .change(VOCABULARY, "label: {en: E-mail}", "label: {en: E-mail}, outbound: marketing")
                        .findings())
                .singleElement()
                .asString()
                .endsWith(
                        "what is sent needs the attribute 'doNotContact' of type boolean, which says who must not be contacted; declare it");
    }

    @Test
    void quietHoursNeedToKnowWhereCustomersAre() {
        assertThat(ContactShop.shop()
                        .change(VOCABULARY, "  timeZone: {type: text, label: {en: Time zone}}\n", "")
                        .change(VOCABULARY, "  country: {type: text, label: {en: Country}}\n", "")
                        .findings())
                .hasSize(2)
                .allSatisfy(
                        finding -> assertThat(finding)
                                .endsWith(
                                        "quiet hours need the attribute 'timeZone' or 'country', without which it is always quiet somewhere; declare one of them"));
    }

    @Test
    void anAgeOfMajorityIsOneThatThereIs() {
        assertThat(ContactShop.shop()
                        .change("rulebook.yaml", "name: Small shop", "name: Small shop\nminors: {age: 0}")
                        .findings())
                .containsExactly("rulebook.yaml:2:15: '0' is not a whole number from 15 to 21");
    }

    @Test
    void aFallbackMayServeAPurposeThatNeedsNoConsent() {
        assertThat(ContactShop.shop()
                        .change(VOCABULARY, "fallback: bill", "fallback: sale")
                        .findings())
                .singleElement()
                .asString()
                .contains("the offer 'sale' needs a consent, and a fallback is shown to anybody");
        assertThat(ContactShop.shop().findings()).isEmpty();
    }
}

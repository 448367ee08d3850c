package org.opportune.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;

class CustomerReaderTest {
    private static final Instant NOW = ProfilesContract.NOW;

    private final Findings findings = new Findings();

    private @Nullable CustomerChange read(String json) throws Exception {
        return new CustomerReader(ProfilesContract.RULEBOOK, Clock.fixed(NOW, ZoneOffset.UTC))
                .read(Json.MAPPER.readTree(json), "", findings);
    }

    @Test
    void aChangeNamesItsCustomerAndWhatBecomesKnown() throws Exception {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        attributes.put("birthDate", LocalDate.of(1990, 1, 2));
        attributes.put("country", null);
        assertThat(read("""
                        {"identities": [{"namespace": "email", "id": "Ana@Example.com"}],
                         "attributes": {"birthDate": "1990-01-02", "country": null},
                         "consents": [{"purpose": "marketing", "channel": "email", "granted": false, "at": "2026-02-01T00:00:00Z"},
                                      {"purpose": "marketing", "granted": true}]}"""))
                .isEqualTo(new CustomerChange(
                        List.of(new Identity("email", "ana@example.com")),
                        attributes,
                        List.of(
                                new Consent("marketing", "email", false, Instant.parse("2026-02-01T00:00:00Z")),
                                new Consent("marketing", null, true, NOW))));
    }

    @Test
    void everythingWrongIsSaidAtOnceWithTheNearestKnownName() throws Exception {
        assertThat(read("""
                        {"identities": [], "attributes": {"contry": "FI", "timeZone": "Europe/Helsinky", "country": 3},
                         "consents": [{"purpose": "marketting", "channel": "mail", "granted": "yes"}], "name": "x"}""")).isNull();
        assertThat(findings.list().stream().map(Finding::toString))
                .containsExactlyInAnyOrder(
                        "/name: unknown name 'name'; known: attributes, consents, identities",
                        "/identities: identities: 0 identities; a customer is named by 1 to 10",
                        "/attributes/contry: unknown attribute 'contry'; did you mean 'country'?",
                        "/attributes/timeZone: unknown time zone 'Europe/Helsinky'; did you mean 'Europe/Helsinki'?",
                        "/attributes/country: country: expected a choice, found the number 3",
                        "/consents/0/purpose: unknown purpose 'marketting'; did you mean 'marketing'?",
                        "/consents/0/channel: unknown channel 'mail'; did you mean 'email'?",
                        "/consents/0/granted: granted: say true or false");
    }
}

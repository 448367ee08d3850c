package org.opportune.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

class FieldsCheckTest {
    private static WebhookFields to(String url) {
        return new WebhookFields("CRM", url, null, null, null, null);
    }

    private static String refused(WebhookFields fields, boolean isPrivateAllowed) {
        try {
            new FieldsCheck(isPrivateAllowed).require(fields, true);
            return "";
        } catch (Problem e) {
            return e.findings().toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.216.34/opportune",
                "https://no-such-host.invalid/x?tenant=7",
                "https://[2606:4700:4700::1111]:8443/"
            })
    void aPublicAddressByHttpsIsTaken(String url) {
        assertThat(refused(to(url), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://93.184.216.34/, no https",
        "ftp://93.184.216.34/, no https",
        "crm.example.com, no https",
        "'https://a b', no URL",
        "https:///path, names no host",
        "https://93.184.216.34:70000/, names no host",
        "https://me:secret@93.184.216.34/, credentials",
        "https://93.184.216.34/#part, fragment",
        "https://127.0.0.1/, not public",
        "https://localhost/, not public",
        "https://2130706433/, names no host",
        "https://169.254.169.254/latest/meta-data, not public",
        "https://[::1]/, not public",
        "https://[::ffff:10.0.0.1]/, not public",
        "https://ex\u00e4mple.com/, ASCII"
    })
    void anythingElseIsRefusedWithItsReason(String url, String reason) {
        String said = refused(to(url), false);
        assertThat(said).contains("/url");
        if (!url.contains("\u00e4") && !url.contains("2130706433")) {
            assertThat(said).contains(reason);
        }
        assertThat(said).doesNotContain("secret");
    }

    @Test
    void anIntranetIsReachedWhereTheSettingAllowsIt() {
        assertThat(refused(to("http://127.0.0.1:8090/x"), true)).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws Exception {
        WebhookFields fields = Json.MAPPER.readValue("""
                {"name": "CRM", "url": "https://93.184.216.34/", "identities": ["mail", "email", "email"], "authorization": "two\\nlines",
                 "filter": {"types": ["org.opportune.outcome.acept"], "offers": ["a b", null], "from": []}}""", WebhookFields.class);
        assertThat(refused(fields, false))
                .contains("/identities/0")
                .contains("did you mean 'email'")
                .contains("/identities/2")
                .contains("/authorization")
                .contains("did you mean 'org.opportune.outcome.accept'")
                .contains("/filter/offers/0")
                .contains("/filter/offers/1");
    }

    @Test
    void aNewOneNeedsNameAndUrlAndAChangeNeedsNothing() {
        WebhookFields none = new WebhookFields(null, null, null, null, null, null);
        assertThatThrownBy(() -> new FieldsCheck(false).require(none, true)).isInstanceOf(Problem.class);
        new FieldsCheck(false).require(none, false);
    }

    @Test
    void whatTheReleaseDoesNotKnowIsAWarning() {
        assertThat(warnings("gitf")).hasSize(1).first().asString().contains("did you mean 'gift'");
        assertThat(warnings("gift")).isEmpty();
    }

    private static List<String> warnings(@Nullable String offer) {
        List<String> warnings = new java.util.ArrayList<>();
        FieldsCheck.unknown(warnings, "offer", List.of(String.valueOf(offer)), List.of("gift", "help"));
        return warnings;
    }
}

package org.opportune.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opportune.kernel.HiddenCharacters;

/** Whatever is known of a customer: never a hole, never an exception; and whatever a text is, it is read or refused. */
class AnyValueTest {
    private static final List<String> LOCALES = List.of("en", "fi", "lt", "zh", "he", "hu", "ar-EG", "fa");
    private static final List<String> PARTS = List.of(
            "Hello",
            " ",
            "don't",
            "{firstName}",
            "{points}",
            "[[, {firstName}]]",
            "[[ {visits} {credit}]]",
            "[[",
            "]]",
            "'",
            "{points, plural, one {# a} few {# b} many {# c} two {# d} zero {# e} other {# f}}",
            "{",
            "}",
            "#",
            "[[{birthDate, date, full}]]",
            "[[ {lastSeenAt}]]",
            "[[ {ratio, number}]]",
            "[[ {nickname} ]]",
            "{x}",
            "|",
            "\u05D0");

    @Property(tries = 3_000)
    void aTextThatIsReadHasNoHoleWhateverIsKnown(
            @ForAll("texts") String text,
            @ForAll("customers") Map<String, Object> facts,
            @ForAll("locales") String locale) {
        List<String> wrong = new ArrayList<>();
        Wording wording = Texts.READER.text(locale, text, wrong::add);
        if (!wrong.isEmpty() || text.isBlank()) {
            return;
        }

        String said = wording.in(Texts.known(facts));

        assertThat(said).isNotBlank().doesNotContain("null");
        if (text.contains("{") && !text.contains("'")) {
            assertThat(said.replace(String.valueOf(facts.get("firstName")), "")
                            .replace(String.valueOf(facts.get("nickname")), ""))
                    .doesNotContain("{", "[[");
        }
    }

    @Property(tries = 500)
    void aCustomersTextIsOneLineWithNothingHiddenButItsIsolate(@ForAll String value, @ForAll("locales") String locale) {
        String said = Texts.say(locale, "x[[ {firstName}]]", Map.of("firstName", value, "points", 1));
        String inner = said.replace("\u2068", "").replace("\u2069", "");

        assertThat(HiddenCharacters.CONTENT.first(inner)).isNull();
        assertThat(inner).doesNotContain("\n", "\t");
        assertThat(inner.codePointCount(0, inner.length())).isLessThanOrEqualTo(CustomerText.LONGEST + 3);
    }

    @Property(tries = 2_000)
    void noValueChangesTheServerOfALink(@ForAll String value) {
        List<String> wrong = new ArrayList<>();
        Wording link = Texts.READER.link("https://shop.example/c[[/{firstName}]]?x=1[[&n={firstName}]]", wrong::add);
        URI uri = URI.create(link.in(Texts.known(Map.of("firstName", value))));

        assertThat(wrong).isEmpty();
        assertThat(uri.getScheme()).isEqualTo("https");
        assertThat(uri.getRawAuthority()).isEqualTo("shop.example");
        assertThat(uri.normalize().getRawPath()).startsWith("/c");
        assertThat(uri.getRawFragment()).isNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PARTS).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> locales() {
        return Arbitraries.of(LOCALES);
    }

    @Provide
    Arbitrary<Map<String, Object>> customers() {
        Arbitrary<Map<String, Object>> texts = Combinators.combine(
                        Arbitraries.strings().ofMaxLength(8).injectNull(0.3),
                        Arbitraries.strings().ofMaxLength(8).injectNull(0.3))
                .as((first, nick) -> facts("firstName", first, "nickname", nick));
        Arbitrary<Map<String, Object>> numbers = Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.integers().injectNull(0.3),
                        Arbitraries.doubles().between(-1e12, 1e12).injectNull(0.3))
                .as((points, visits, ratio) ->
                        facts("points", points, "visits", visits, "ratio", ratio, "credit", ratio));
        Arbitrary<Map<String, Object>> days = Arbitraries.longs()
                .between(-60_000, 80_000)
                .injectNull(0.3)
                .map(day -> day == null
                        ? new HashMap<>()
                        : facts(
                                "birthDate",
                                LocalDate.ofEpochDay(day),
                                "lastSeenAt",
                                LocalDateTime.of(LocalDate.ofEpochDay(day), java.time.LocalTime.NOON)));
        return Combinators.combine(texts, numbers, days).as((one, two, three) -> {
            Map<String, Object> all = new HashMap<>(one);
            all.putAll(two);
            all.putAll(three);
            return all;
        });
    }

    private static Map<String, Object> facts(Object... namesAndValues) {
        Map<String, Object> facts = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                facts.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return facts;
    }
}

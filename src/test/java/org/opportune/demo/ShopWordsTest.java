package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.catalogue.Catalogue.ContentKey;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;
import org.opportune.vocabulary.FactProperty;
import org.opportune.wording.Known;
import org.opportune.wording.Wording;

/** What the demo shop's content says to customers of whom everything is known, or nothing. */
class ShopWordsTest {
    private static final Rulebook RULEBOOK = Objects.requireNonNull(
            RulebookReader.read(RulebookFolder.read(Path.of("rules"), new Findings()), new Findings()));

    static List<String> locales() {
        return RULEBOOK.terms().locales();
    }

    @ParameterizedTest
    @MethodSource("locales")
    void noTextHasAHoleOrASignOfItsPattern(String locale) {
        for (boolean isKnown : List.of(true, false)) {
            RULEBOOK.catalogue().contents().forEach((key, content) -> {
                if (key.locale().equals(locale)) {
                    texts(content).filter(wording -> !wording.isEmpty()).forEach(wording -> assertThat(
                                    wording.in(sample(isKnown)))
                            .as("%s: %s", key, wording.source())
                            .isNotBlank()
                            .doesNotContain("{", "}", "[[", "]]", "  ", " ,")
                            .doesNotContainPattern("\\bnull\\b"));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("locales")
    void whoIsKnownIsGreetedByName(String locale) {
        Wording title = content(locale, "finish-your-cart", "").title();

        assertThat(title.in(known(Map.of("firstName", "Aino")))).contains("Aino");
        assertThat(title.in(known(Map.of()))).isNotBlank().doesNotContain("Aino");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|1|You have 1 point.",
                "en|1300|You have 1,300 points.",
                "fi|1|Sinulla on 1 piste.",
                "fi|2|Sinulla on 2 pistettä.",
                "lt|1|Turite 1 tašką.",
                "lt|4|Turite 4 taškus.",
                "lt|310|Turite 310 taškų.",
                "zh|310|您现有310积分。",
                "he|1|צברתם נקודה אחת.",
                "he|2|צברתם שתי נקודות.",
                "he|310|צברתם 310 נקודות.",
                "hu|310|Önnek 310 pontja van."
            })
    void pointsHaveTheFormOfTheLanguage(String locale, int points, String said) {
        assertThat(content(locale, "nearly-silver", "").text().in(known(Map.of("loyalty", points))))
                .startsWith(said);
    }

    @ParameterizedTest
    @MethodSource("locales")
    void everyCallHasWordsForTheAgent(String locale) {
        RULEBOOK.catalogue().contents().forEach((key, content) -> {
            if (key.locale().equals(locale)) {
                assertThat(content.agentScript().isEmpty())
                        .as(key.toString())
                        .isEqualTo(!key.variant().equals("call"));
            }
        });
    }

    @Test
    void whatStandsInOneLanguageStandsInAll() {
        Map<String, List<Boolean>> first = given("en");
        for (String locale : locales()) {
            assertThat(given(locale)).as(locale).isEqualTo(first);
        }
    }

    private static Map<String, List<Boolean>> given(String locale) {
        Map<String, List<Boolean>> given = new LinkedHashMap<>();
        RULEBOOK.catalogue().contents().forEach((key, content) -> {
            if (key.locale().equals(locale)) {
                given.put(
                        key.offer() + " " + key.variant(),
                        List.of(
                                content.image().isEmpty(),
                                content.emailSubject().isEmpty()));
            }
        });
        return given;
    }

    private static Content content(String locale, String offer, String variant) {
        return Objects.requireNonNull(RULEBOOK.catalogue().contents().get(new ContentKey(locale, offer, variant)));
    }

    private static Stream<Wording> texts(Content content) {
        return Stream.of(
                content.title(),
                content.text(),
                content.callToAction(),
                content.link(),
                content.agentScript(),
                content.emailSubject());
    }

    private static Known known(Map<String, Object> facts) {
        return new Known() {
            @Override
            public @Nullable Object get(String fact) {
                return facts.containsKey(fact) || !fact.equals("loyalty") ? facts.get(fact) : Integer.valueOf(0);
            }

            @Override
            public ZoneId zone() {
                return RULEBOOK.terms().zone();
            }
        };
    }

    /** Everything that can be known, or only what is known of everybody. */
    private static Known sample(boolean isKnown) {
        Map<String, Object> facts = new LinkedHashMap<>();
        Stream.concat(
                        RULEBOOK.facts().classification().properties().stream(),
                        RULEBOOK.facts().customer().properties().stream())
                .filter(fact -> isKnown || fact.alwaysKnown())
                .forEach(fact -> facts.put(fact.name(), value(fact)));
        return known(facts);
    }

    private static Object value(FactProperty fact) {
        return switch (fact.type()) {
            case INTEGER -> 21;
            case NUMBER, MONEY -> 21.5;
            case DATE -> LocalDate.of(1990, 5, 17);
            case DATE_TIME -> LocalDateTime.of(2026, 3, 1, 12, 0);
            default -> "Aino";
        };
    }
}

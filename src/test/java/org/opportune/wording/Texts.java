package org.opportune.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.VocabularyReader;

/** A vocabulary of a few facts of each type, and what texts say of them. */
final class Texts {
    private static final String TERMS = """
            name: Words
            timeZone: Europe/Helsinki
            locales: [en, fi, lt, zh, he, hu]
            defaultLocale: en
            baseCurrency: EUR
            """;
    private static final String VOCABULARY = """
            attributes:
              firstName: {type: text, personal: true, label: {en: First name}}
              nickname: {type: text, label: {en: Nickname}}
              visits: {type: integer, label: {en: Visits}}
              ratio: {type: number, label: {en: Ratio}}
              credit: {type: money, label: {en: Credit}}
              birthDate: {type: date, label: {en: Birth}}
              lastSeenAt: {type: dateTime, label: {en: Seen}}
              subscribed: {type: boolean, label: {en: Subscribed}}
              country: {type: choice, label: {en: Country}, choices: {FI: {en: Finland, fi: Suomi, he: פינלנד}}}
              tastes: {type: choices, label: {en: Tastes}, choices: {tea: {en: Tea}}}
            events:
              order: {label: {en: Order}, properties: {amount: {type: money, label: {en: Amount}}}}
            features:
              orders: {count: order, label: {en: Orders}}
            stages:
              - {id: awareness, label: {en: Awareness}, colour: "#303030", default: true}
            scores:
              points: {label: {en: Points}, levels: {bronze: 0, gold: 50}, levelLabels: {gold: {en: Gold, fi: Kulta}}}
            """;

    static final WordingReader READER = reader();

    private Texts() {}

    private static WordingReader reader() {
        Findings findings = new Findings();
        Terms terms = TermsReader.read("rulebook.yaml", TERMS, findings);
        Facts facts = Facts.of(VocabularyReader.read("vocabulary.yaml", VOCABULARY, terms, findings));
        assertThat(findings.list()).isEmpty();
        return new WordingReader(facts, terms);
    }

    static Wording wording(String locale, String text) {
        List<String> wrong = new ArrayList<>();
        Wording wording = READER.text(locale, text, wrong::add);
        assertThat(wrong).isEmpty();
        return wording;
    }

    static String say(String locale, String text, Map<String, ?> facts) {
        return wording(locale, text).in(known(facts));
    }

    /** What is wrong with an English text; empty when nothing is. */
    static String wrong(String text) {
        return wrong("en", text);
    }

    static String wrong(String locale, String text) {
        List<String> wrong = new ArrayList<>();
        READER.text(locale, text, wrong::add);
        return String.join("\n", wrong);
    }

    static Known known(Map<String, ?> facts) {
        return new Known() {
            @Override
            public @Nullable Object get(String fact) {
                return facts.get(fact);
            }

            @Override
            public ZoneId zone() {
                return ZoneId.of("Asia/Tokyo");
            }
        };
    }
}

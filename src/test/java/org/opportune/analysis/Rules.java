package org.opportune.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Condition.Where;
import org.opportune.model.Fact;
import org.opportune.model.Question;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.model.Term;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** A small rulebook to plant defects in. Stages are gone, active and, by default, new, in this order. */
final class Rules {
    static final Terms TERMS = terms();
    static final Vocabulary VOCABULARY = vocabulary();
    static final Facts FACTS = Facts.of(VOCABULARY);

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private final List<Rule> rules = new ArrayList<>();
    private Catalogue catalogue = new Catalogue(Map.of(), Map.of(), Map.of());

    private static Terms terms() {
        String yaml = "{name: Test, timeZone: UTC, locales: [en, fi], defaultLocale: en, baseCurrency: EUR}";
        Findings findings = new Findings();
        Terms terms = TermsReader.read("rulebook.yaml", yaml, findings);
        assertThat(findings.list()).isEmpty();
        return terms;
    }

    private static Vocabulary vocabulary() {
        String yaml = """
                attributes:
                  country: {type: choice, label: {en: Country}, choices: {FI: {en: F}, SE: {en: S}, LT: {en: L}}}
                  city: {type: text, label: {en: City}}
                  town: {type: text, label: {en: Town}}
                  member: {type: boolean, label: {en: Member}}
                  joined: {type: date, label: {en: Joined}}
                  seen: {type: dateTime, label: {en: Seen}}
                  income: {type: money, label: {en: Income}}
                  spent: {type: money, label: {en: Spent}}
                  size: {type: integer, label: {en: Size}}
                  interests: {type: choices, label: {en: Interests}, choices: {art: {en: A}, food: {en: F}}}
                events:
                  order: {label: {en: Order}, properties: {amount: {type: money, label: {en: Amount}}}}
                features:
                  week: {count: order, window: 7d, label: {en: Orders in a week}}
                  big: {count: order, where: {amount: {atLeast: 100}}, label: {en: Big orders}}
                  first: {daysSinceFirst: order, label: {en: First order}}
                  last: {daysSinceLast: order, label: {en: Last order}}
                  revenue: {sum: order.amount, label: {en: Revenue}}
                  orders: {count: order, label: {en: Orders}}
                stages:
                  - {id: gone, label: {en: Gone}, colour: "#000000"}
                  - {id: active, label: {en: Active}, colour: "#000000"}
                  - {id: new, label: {en: New}, colour: "#000000", default: true}
                segments:
                  vip: {label: {en: V}}
                  local: {label: {en: L}}
                scores:
                  lead: {label: {en: Lead}, minimum: 0, maximum: 100}
                channels:
                  site: {label: {en: Site}}
                placements:
                  top: {channel: site, label: {en: Top}}
                campaigns:
                  all: {label: {en: All}}
                """;
        Findings findings = new Findings();
        Vocabulary vocabulary = VocabularyReader.read("vocabulary.yaml", yaml, TERMS, findings);
        assertThat(findings.list()).isEmpty();
        return vocabulary;
    }

    static Ref ref(String name) {
        String[] parts = name.split("\\.", 2);
        Fact fact = Fact.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
        FactShape shape =
                switch (fact) {
                    case CUSTOMER -> FACTS.customer();
                    case CONTEXT -> FACTS.context();
                    case CLASSIFICATION -> FACTS.classification();
                    case OFFER -> FACTS.offer();
                };
        return new Ref(fact, parts[1], shape.type(parts[1]));
    }

    /** {@code test("customer.orders", ">=", 3)}; the right side may be the name of a property in square brackets. */
    static Condition test(String left, String operator, Object right) {
        Operator found = Arrays.stream(Operator.values())
                .filter(one -> one.sign().equals(operator))
                .findFirst()
                .orElseThrow();
        return new Compare(ref(left), found, term(right));
    }

    private static Term term(Object value) {
        return value instanceof String text && text.startsWith("[")
                ? ref(text.substring(1, text.length() - 1))
                : literal(value);
    }

    static Literal literal(Object value) {
        if (value instanceof Number number) {
            return new Term.Number(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            return new Term.Flag(flag);
        } else if (value instanceof LocalDate day) {
            return new Term.Day(day);
        } else if (value instanceof LocalDateTime time) {
            return new Term.Time(time);
        }
        return new Term.Text(value.toString());
    }

    /** {@code factor * ref + plus}. */
    static Term times(double factor, String ref, double plus) {
        Term product = Term.arithmetic(ref(ref), Term.Operation.TIMES, new Term.Number(factor));
        return Term.arithmetic(product, Term.Operation.PLUS, new Term.Number(plus));
    }

    static Condition ends(String ref, boolean does, String text) {
        return new Affix(ref(ref), Where.ENDS_WITH, text, does);
    }

    static Condition inside(String ref, boolean does, String text) {
        return new Affix(ref(ref), Where.CONTAINS, text, does);
    }

    static Condition in(String ref, boolean among, Object... values) {
        return new In(ref(ref), Arrays.stream(values).map(Rules::literal).toList(), among);
    }

    static Condition known(String ref, boolean known) {
        return new Known(ref(ref), known);
    }

    static Condition has(String set, boolean has, String member) {
        return new Contains(ref(set), term(member), has);
    }

    static Condition starts(String ref, boolean does, String text) {
        return new Affix(ref(ref), Where.STARTS_WITH, text, does);
    }

    static Condition all(Condition... parts) {
        return Condition.all(List.of(parts));
    }

    static Condition any(Condition... parts) {
        return Condition.any(List.of(parts));
    }

    Rules stage(String name, String stage, Condition... when) {
        return add(name, Step.CLASSIFICATION, 0, null, new Say.Stage(stage), when);
    }

    Rules segment(String name, String segment, Condition... when) {
        return add(name, Step.CLASSIFICATION, 0, null, new Say.Segment(segment), when);
    }

    Rules points(String name, int points, Condition... when) {
        return add(name, Step.CLASSIFICATION, 0, null, new Say.Score("lead", new Term.Number(points), name), when);
    }

    Rules offer(String name, String offer, Condition... when) {
        return add(name, Step.ELIGIBILITY, 0, null, new Say.Propose(offer), when);
    }

    /** Of an offer, in a file that answers this question. */
    Rules answer(String name, String offer, Question question, Condition... when) {
        Place place = Place.of("eligibility/" + question.word() + ".drl", rules.size() + 1, 1);
        rules.add(new Rule(name, Step.ELIGIBILITY, place, 0, null, all(when), List.of(new Say.Propose(offer))));
        return this;
    }

    Rules inGroup(String name, String group, int salience, int points, Condition... when) {
        return add(
                name, Step.CLASSIFICATION, salience, group, new Say.Score("lead", new Term.Number(points), name), when);
    }

    Rules add(String name, List<Say> then, Condition... when) {
        return add(name, Step.CLASSIFICATION, 0, null, then, when);
    }

    static Say score(int points) {
        return new Say.Score("lead", new Term.Number(points), "Points");
    }

    private Rules add(String name, Step step, int salience, @Nullable String group, Say say, Condition... when) {
        return add(name, step, salience, group, List.of(say), when);
    }

    private Rules add(String name, Step step, int salience, @Nullable String group, List<Say> then, Condition... when) {
        Place place = Place.of("rules.drl", rules.size() + 1, 1);
        rules.add(new Rule(name, step, place, salience, group, all(when), then));
        return this;
    }

    /** An offer, with the placements that treat it and the locales in which it has words. */
    Rules sells(String offer, String variant, List<String> placements, String... locales) {
        Map<String, Catalogue.Offer> offers = new LinkedHashMap<>(catalogue.offers());
        offers.put(offer, new Catalogue.Offer(offer, "all", java.math.BigDecimal.ONE, null, null, offer));
        Map<String, List<Catalogue.Treatment>> treatments = new LinkedHashMap<>(catalogue.treatments());
        placements.forEach(placement -> treatments.merge(
                placement,
                List.of(new Catalogue.Treatment(offer, placement, variant)),
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        Map<Catalogue.ContentKey, Catalogue.Content> contents = new LinkedHashMap<>(catalogue.contents());
        Stream.of(locales)
                .forEach(locale -> contents.put(
                        new Catalogue.ContentKey(locale, offer, ""), new Catalogue.Content(locale, offer, "", "", "")));
        catalogue = new Catalogue(offers, treatments, contents);
        return this;
    }

    List<Rule> list() {
        return List.copyOf(rules);
    }

    Analysis analyse() {
        return Analysis.of(rules, FACTS, VOCABULARY, catalogue, TERMS, NOW);
    }

    List<String> warnings(Kind kind) {
        return analyse().warnings().stream()
                .filter(finding -> kind.slug().equals(finding.kind()))
                .map(Finding::toString)
                .toList();
    }

    List<String> notes() {
        return analyse().notes().stream().map(Finding::toString).toList();
    }
}

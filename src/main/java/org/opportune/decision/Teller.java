package org.opportune.decision;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.Change.How;
import org.opportune.kernel.Label;
import org.opportune.model.Condition;
import org.opportune.model.Row;
import org.opportune.model.Step;
import org.opportune.model.Term.Ref;
import org.opportune.rulebook.Rulebook;
import org.opportune.source.SentenceWriter;
import org.opportune.vocabulary.EventType;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;
import org.opportune.wording.Phrases;

/** Says facts, conditions and changes in a reader's language, and nothing personal to those who may not see it. */
final class Teller {
    private final Rulebook rulebook;
    private final String locale;
    private final Phrases phrases;
    private final SentenceWriter writer;
    private final boolean seesPersonal;
    private final ZoneId zone;

    Teller(Rulebook rulebook, String locale, boolean seesPersonal, ZoneId zone) {
        this.rulebook = rulebook;
        this.locale = locale;
        this.phrases = rulebook.phrases(locale);
        this.writer = rulebook.writer(Step.POLICY, locale);
        this.seesPersonal = seesPersonal;
        this.zone = zone;
    }

    Phrases phrases() {
        return phrases;
    }

    String label(Label label) {
        return label.in(locale);
    }

    WhyNot.Condition condition(Condition condition, Row row) {
        List<WhyNot.Fact> facts = Condition.tests(condition)
                .flatMap(test -> Condition.reads(test).stream())
                .distinct()
                .map(ref -> fact(ref, row.value(ref)))
                .toList();
        return new WhyNot.Condition(writer.condition(condition), facts);
    }

    WhyNot.Fact fact(Ref ref, @Nullable Object value) {
        FactProperty property = property(ref);
        return new WhyNot.Fact(
                name(ref), label(property.label()), isHidden(ref) ? null : phrases.value(value, property, zone));
    }

    private static String name(Ref ref) {
        return ref.fact().word().toLowerCase(Locale.ROOT) + "." + ref.name();
    }

    private FactProperty property(Ref ref) {
        return (switch (ref.fact()) {
                    case CUSTOMER -> rulebook.facts().customer();
                    case CONTEXT -> rulebook.facts().context();
                    case CLASSIFICATION -> rulebook.facts().classification();
                    case OFFER -> rulebook.facts().offer();
                })
                .find(ref.name())
                .orElseThrow();
    }

    private boolean isHidden(Ref ref) {
        if (seesPersonal) {
            return false;
        }
        Property asked = rulebook.vocabulary().context().get(ref.name());
        return switch (ref.fact()) {
            case CUSTOMER -> rulebook.vocabulary().isPersonal(ref.name());
            case CONTEXT -> asked != null && asked.personal();
            case CLASSIFICATION, OFFER -> false;
        };
    }

    /** A value that follows from a hidden one would give it away. */
    WhyNot.Changed changed(Change change, Row row) {
        FactProperty property = property(change.ref());
        String label = label(property.label());
        String wanted = writer.condition(change.test());
        Feature feature = rulebook.vocabulary().features().get(change.ref().name());
        boolean isHidden = isHidden(change.ref())
                || Condition.reads(change.test()).stream().anyMatch(this::isHidden);
        if (isHidden) {
            return new WhyNot.Changed(name(change.ref()), label, wanted, wanted, null, null, null);
        }
        return new WhyNot.Changed(
                name(change.ref()),
                label,
                sentence(change, property, feature, row),
                wanted,
                phrases.value(change.from(), property, zone),
                change.how() == How.KNOWN ? null : phrases.value(change.to(), property, zone),
                feature == null || feature.window() == null ? null : window(feature));
    }

    private String sentence(Change change, FactProperty property, @Nullable Feature feature, Row row) {
        Map<String, Object> words = new HashMap<>();
        words.put("fact", label(property.label()));
        words.put("from", phrases.value(change.from(), property, zone));
        words.put("to", phrases.value(change.to(), property, zone));
        EventType event = feature == null || feature.event() == null
                ? null
                : rulebook.vocabulary().events().get(feature.event());
        if (change.how() == How.TIME) {
            return phrases.say("change.time", Map.of("time", phrases.time((LocalDateTime) change.to(), zone)));
        } else if (change.how() == How.KNOWN) {
            return phrases.say("change.known", words);
        } else if (change.how() == How.EVENT && event != null) {
            words.put("event", label(event.label()));
            return phrases.say("change.event", words);
        } else if (change.to() instanceof Collection<?> to) {
            return members(change.from(), to, property, words);
        }
        return number(change, property, feature, row, words);
    }

    private String members(@Nullable Object from, Collection<?> to, FactProperty property, Map<String, Object> words) {
        Collection<?> before = from instanceof Collection<?> members ? members : List.of();
        TreeSet<Object> more = new TreeSet<>(to);
        more.removeAll(before);
        TreeSet<Object> less = new TreeSet<>(before);
        less.removeAll(to);
        if (!more.isEmpty() && !less.isEmpty()) {
            return phrases.say("change.value", words);
        }
        words.put("to", phrases.value(more.isEmpty() ? less : more, property, zone));
        return phrases.say(more.isEmpty() ? "change.without" : "change.with", words);
    }

    private String number(
            Change change, FactProperty property, @Nullable Feature feature, Row row, Map<String, Object> words) {
        if (feature != null
                && feature.kind() == Feature.Kind.YEARS_SINCE
                && row.customer() != null
                && change.to() instanceof Integer years) {
            Object birth = row.customer().get(String.valueOf(feature.property()));
            if (birth instanceof LocalDate day) {
                words.put("day", phrases.day(day.plusYears(years)));
                return phrases.say("change.age", words);
            }
        }
        if (change.from() instanceof Number from && change.to() instanceof Number to) {
            boolean isMore = to.doubleValue() > from.doubleValue();
            Object amount = change.to() instanceof Integer whole
                    ? (Object) Math.abs(whole - from.intValue())
                    : (Object) Math.abs(to.doubleValue() - from.doubleValue());
            words.put("amount", phrases.value(amount, property, zone));
            boolean isCounted = feature != null
                    && (feature.kind() == Feature.Kind.COUNT || feature.kind() == Feature.Kind.DISTINCT);
            String key = isMore ? "change.more" : isCounted ? "change.fewer" : "change.less";
            if (feature == null || feature.window() == null) {
                return phrases.say(key, words);
            }
            words.put("window", windowInWords(feature));
            return phrases.say(key + "-within", words);
        }
        return phrases.say("change.value", words);
    }

    private static boolean isOfDays(Feature feature) {
        return feature.window() != null && feature.window().toHours() % 24 == 0;
    }

    private static long length(Feature feature) {
        long hours = feature.window() == null ? 0 : feature.window().toHours();
        return isOfDays(feature) ? hours / 24 : hours;
    }

    /** As the vocabulary writes it. */
    private static String window(Feature feature) {
        return length(feature) + (isOfDays(feature) ? "d" : "h");
    }

    private String windowInWords(Feature feature) {
        return phrases.say(isOfDays(feature) ? "window.days" : "window.hours", Map.of("count", length(feature)));
    }
}

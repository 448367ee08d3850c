package org.opportune.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.experiments.Participation;
import org.opportune.ledger.Trait;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.KnownAttributes;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** By what figures tell a decision apart, beside what its record has columns for: segments, locale, country, arms, and what the vocabulary declares. */
final class Traits {
    /** From which numbers are one value, so that there are few. */
    private static final int MANY = 20;

    private static final int LONGEST = 190;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private Traits() {}

    static List<Trait> of(Rulebook rulebook, DecisionRequest request, Decision decision, Participation participation) {
        Vocabulary vocabulary = rulebook.vocabulary();
        List<Trait> traits = new ArrayList<>();
        decision.classification().segments().keySet().forEach(id -> traits.add(new Trait(Trait.SEGMENT, id)));
        traits.add(new Trait(Trait.LOCALE, locale(rulebook.terms(), decision.locales())));
        participation.arms().forEach(in -> traits.add(new Trait(Trait.ARM, in.experiment() + "/" + in.arm())));
        FactValues customer = decision.snapshot().customer();
        if (vocabulary.attributes().containsKey(KnownAttributes.COUNTRY)) {
            Object country = customer.get(KnownAttributes.COUNTRY);
            if (country != null && COUNTRY.matcher(country.toString()).matches()) { // which may be any text
                add(traits, Trait.COUNTRY, country);
            }
        }
        for (String name : vocabulary.dimensions()) {
            boolean isAsked = vocabulary.context().containsKey(name);
            add(traits, name, isAsked ? request.context().get(name) : customer.get(name));
        }
        return traits;
    }

    /** The rulebook's that is nearest to what was asked for, since anybody may ask for any. */
    private static String locale(Terms terms, List<String> wanted) {
        for (String tag : wanted) {
            String language = Locale.forLanguageTag(tag).getLanguage();
            for (String known : List.of(tag, language)) {
                if (terms.locales().contains(known)) {
                    return known;
                }
            }
        }
        return terms.defaultLocale();
    }

    private static void add(List<Trait> traits, String dimension, @Nullable Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> add(traits, dimension, each));
        } else if (value instanceof Number number) {
            long whole = number.longValue();
            traits.add(new Trait(dimension, whole < 0 ? "<0" : whole > MANY ? ">" + MANY : String.valueOf(whole)));
        } else if (value != null) {
            String text = value.toString();
            traits.add(new Trait(dimension, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
        }
    }
}

package org.opportune.analysis;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Member;
import org.opportune.analysis.Dimension.Order;
import org.opportune.analysis.Dimension.Property;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Type;

/** Everything that a row can be: the dimensions met so far, by number, and what each may be. */
final class Space {
    private static final Among BOTH = Among.of(true, false);
    private static final Among SIGNS = Among.of(-1, 0, 1);

    private final Facts facts;
    private final @Nullable Set<String> stages;
    private final @Nullable Set<String> segments;
    private final Map<Dimension, Integer> numbers = new HashMap<>();
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<Values> domains = new ArrayList<>();

    /** Takes the stages that a customer can be in and the segments that a rule gives; null for all that are declared. */
    Space(Facts facts, @Nullable Set<String> stages, @Nullable Set<String> segments) {
        this.facts = facts;
        this.stages = stages;
        this.segments = segments;
    }

    Facts facts() {
        return facts;
    }

    int number(Dimension dimension) {
        Integer number = numbers.get(dimension);
        if (number == null) {
            number = dimensions.size();
            numbers.put(dimension, number);
            dimensions.add(dimension);
            domains.add(domain(dimension));
        }
        return number;
    }

    Dimension dimension(int number) {
        return dimensions.get(number);
    }

    Values domain(int number) {
        return domains.get(number);
    }

    Values domain(Dimension dimension) {
        if (dimension instanceof Property property) {
            FactProperty declared = declared(property.ref());
            return new Values(!declared.alwaysKnown(), known(property.ref(), declared));
        } else if (dimension instanceof Member member) {
            return new Values(false, canHave(member) ? BOTH : Among.of(false));
        }
        return new Values(false, dimension instanceof Order ? SIGNS : BOTH);
    }

    FactProperty declared(Ref ref) {
        return shape(ref.fact()).find(ref.name()).orElseThrow();
    }

    FactShape shape(Fact fact) {
        return switch (fact) {
            case CUSTOMER -> facts.customer();
            case CONTEXT -> facts.context();
            case CLASSIFICATION -> facts.classification();
            case OFFER -> facts.offer();
        };
    }

    static boolean isWhole(Type type) {
        return type == Type.INTEGER || type == Type.DATE;
    }

    private boolean canHave(Member member) {
        FactProperty declared = declared(member.set());
        boolean isChoice = declared.choices() == null || declared.choices().containsKey(member.member());
        boolean isGiven =
                segments == null || !isClassified(member.set(), "segments") || segments.contains(member.member());
        return isChoice && isGiven;
    }

    private static boolean isClassified(Ref ref, String name) {
        return ref.fact() == Fact.CLASSIFICATION && ref.name().equals(name);
    }

    private Some known(Ref ref, FactProperty declared) {
        return switch (declared.type()) {
            case BOOLEAN -> BOTH;
            case TEXT, CHOICE -> texts(ref, declared);
            case INTEGER -> numbers(declared, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case NUMBER, MONEY -> numbers(declared, -Double.MAX_VALUE, Double.MAX_VALUE);
            case DATE -> Ranges.of(true, (double) LocalDate.MIN.toEpochDay(), (double) LocalDate.MAX.toEpochDay());
            case DATE_TIME -> Ranges.of(false, -Double.MAX_VALUE, Double.MAX_VALUE);
            case CHOICES, ITEMS -> Among.of(true);
        };
    }

    private Among texts(Ref ref, FactProperty declared) {
        if (declared.choices() == null) {
            return Among.ALL;
        }
        Set<Object> choices = new LinkedHashSet<>(declared.choices().keySet());
        if (stages != null && isClassified(ref, "stage")) {
            choices.retainAll(stages);
        }
        return new Among(choices, false);
    }

    private static Ranges numbers(FactProperty declared, double least, double most) {
        Double minimum = declared.minimum();
        Double maximum = declared.maximum();
        return Ranges.of(isWhole(declared.type()), minimum == null ? least : minimum, maximum == null ? most : maximum);
    }

    /** A day or number as ranges hold it; null when it is no such value or a time that a double does not hold to the microsecond. */
    static @Nullable Double ordered(Object value) {
        if (value instanceof Double number) {
            return number;
        } else if (value instanceof LocalDate day) {
            return (double) day.toEpochDay();
        }
        return value instanceof LocalDateTime time ? Times.micros(time) : null;
    }
}

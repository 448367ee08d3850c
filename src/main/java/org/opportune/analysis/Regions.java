package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Member;
import org.opportune.analysis.Dimension.Order;
import org.opportune.analysis.Dimension.Property;
import org.opportune.analysis.Dimension.Test;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.model.Term;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;

/** Turns conditions into boxes. There is no negation, so this only multiplies out; what would be too many boxes stays unknown. */
final class Regions {
    private static final int MOST = 2_000;

    private final Space space;

    Regions(Space space) {
        this.space = space;
    }

    Region of(Rule rule) {
        List<Condition> parts = new ArrayList<>(List.of(rule.when()));
        for (Say say : rule.then()) {
            Ref ref = say.bound();
            if (ref != null) {
                parts.add(new Known(ref, true));
            }
        }
        return of(new All(parts));
    }

    Region of(Condition condition) {
        List<Box> boxes = boxes(condition);
        return boxes == null ? Region.UNKNOWN : Region.of(boxes);
    }

    private @Nullable List<Box> boxes(Condition condition) {
        if (condition instanceof All all) {
            return multiplied(all.parts());
        } else if (condition instanceof Any any) {
            Set<Box> sum = new LinkedHashSet<>();
            for (Condition part : any.parts()) {
                List<Box> boxes = boxes(part);
                if (boxes == null || sum.size() + boxes.size() > MOST) {
                    return null;
                }
                sum.addAll(boxes);
            }
            return List.copyOf(sum);
        }
        Box box = test(condition);
        return box == null ? List.of() : List.of(box);
    }

    private @Nullable List<Box> multiplied(List<Condition> parts) {
        List<List<Box>> factors = new ArrayList<>();
        for (Condition part : parts) {
            List<Box> boxes = boxes(part);
            if (boxes == null) {
                return null;
            }
            factors.add(boxes);
        }
        factors.sort(Comparator.comparingInt(List::size)); // what is one box first, so that it keeps alternatives few
        List<Box> product = List.of(Box.everything(space));
        for (List<Box> boxes : factors) {
            if ((long) product.size() * boxes.size() > MOST) {
                return null;
            }
            Set<Box> next = new LinkedHashSet<>();
            for (Box one : product) {
                for (Box other : boxes) {
                    Box both = one.and(other);
                    both = both == null ? null : Texts.possible(both);
                    if (both != null) {
                        next.add(both);
                    }
                }
            }
            product = List.copyOf(next);
        }
        return product;
    }

    private @Nullable Box test(Condition test) {
        if (test instanceof Known known) {
            Values domain = space.domain(new Property(known.ref()));
            return restricted(
                    new Property(known.ref()),
                    known.known() ? new Values(false, domain.known()) : new Values(true, nothing(domain.known())));
        } else if (test instanceof Compare compare) {
            return compare(compare);
        } else if (test instanceof In in) {
            return literals(in.ref(), in.values(), in.among());
        } else if (test instanceof Contains contains) {
            return contains.member() instanceof Term.Text text
                    ? with(
                            restricted(new Property(contains.set()), new Values(false, Among.of(true))),
                            new Member(contains.set(), text.text()),
                            new Values(false, Among.of(contains.has())))
                    : notUnderstood(test, new Contains(contains.set(), contains.member(), true), contains.has());
        } else if (test instanceof Affix affix) {
            return affix(affix);
        }
        throw new IllegalArgumentException("not a test: " + test);
    }

    private static Some nothing(Some some) {
        return some.and(some.others());
    }

    private @Nullable Box compare(Compare compare) {
        if (compare.left() instanceof Ref ref && compare.right() instanceof Literal literal) {
            Operator operator = compare.operator();
            return operator == Operator.EQUAL || operator == Operator.NOT_EQUAL
                    ? literals(ref, List.of(literal), operator == Operator.EQUAL)
                    : ordered(ref, literal, operator, compare);
        }
        Linear linear = Linear.of(compare);
        Boolean always = linear == null ? null : linear.always();
        if (always != null) {
            return always ? known(compare) : null;
        }
        Ref only = linear == null ? null : linear.only();
        if (linear != null && only != null) {
            return with(known(compare), new Property(only), new Values(false, linear.values()));
        }
        boolean exchange = compare.left().toString().compareTo(compare.right().toString()) > 0;
        Term left = exchange ? compare.right() : compare.left();
        Term right = exchange ? compare.left() : compare.right();
        Operator operator = exchange ? compare.operator().exchanged() : compare.operator();
        Among signs =
                switch (operator) {
                    case EQUAL -> Among.of(0);
                    case NOT_EQUAL -> Among.of(-1, 1);
                    case LESS -> Among.of(-1);
                    case AT_MOST -> Among.of(-1, 0);
                    case MORE -> Among.of(1);
                    case AT_LEAST -> Among.of(0, 1);
                };
        return with(
                known(compare),
                new Order(left, right),
                new Values(false, left.equals(right) ? signs.and(Among.of(0)) : signs));
    }

    private @Nullable Box ordered(Ref ref, Literal literal, Operator operator, Compare test) {
        Double value = Space.ordered(literal.value());
        return value == null
                ? notUnderstood(test, test, true)
                : restricted(
                        new Property(ref), new Values(false, Ranges.of(Space.isWhole(ref.type()), operator, value)));
    }

    private @Nullable Box literals(Ref ref, List<Literal> literals, boolean among) {
        if (space.domain(new Property(ref)).known() instanceof Among) {
            Among values = new Among(
                    new LinkedHashSet<>(literals.stream().map(Literal::value).toList()), !among);
            return restricted(new Property(ref), new Values(false, values));
        }
        Some values = Ranges.of(Space.isWhole(ref.type()), 1, 0);
        for (Literal literal : literals) {
            Double value = Space.ordered(literal.value());
            if (value == null) {
                return notUnderstood(new In(ref, literals, among), new In(ref, literals, true), among);
            }
            values = values.or(Ranges.of(Space.isWhole(ref.type()), value, value));
        }
        return restricted(new Property(ref), new Values(false, among ? values : values.others()));
    }

    /** Of declared choices it is known which ones begin so. */
    private @Nullable Box affix(Affix affix) {
        if (space.domain(new Property(affix.ref())).known() instanceof Among choices && !choices.isOthers()) {
            Predicate<String> fits =
                    switch (affix.where()) {
                        case STARTS_WITH -> text -> text.startsWith(affix.text());
                        case ENDS_WITH -> text -> text.endsWith(affix.text());
                        case CONTAINS -> text -> text.contains(affix.text());
                    };
            Set<Object> fitting = new LinkedHashSet<>(choices.values());
            fitting.removeIf(choice -> fits.test(String.valueOf(choice)) != affix.does());
            return restricted(new Property(affix.ref()), new Values(false, new Among(fitting, false)));
        }
        return notUnderstood(affix, new Affix(affix.ref(), affix.where(), affix.text(), true), affix.does());
    }

    private @Nullable Box notUnderstood(Condition test, Condition asserted, boolean holds) {
        return with(known(test), new Test(asserted), new Values(false, Among.of(holds)));
    }

    private @Nullable Box known(Condition test) {
        Box box = Box.everything(space);
        for (Ref ref : Condition.impliedKnown(test)) {
            Dimension property = new Property(ref);
            box = with(box, property, new Values(false, space.domain(property).known()));
        }
        return box;
    }

    private @Nullable Box restricted(Dimension dimension, Values values) {
        return with(Box.everything(space), dimension, values);
    }

    private @Nullable Box with(@Nullable Box box, Dimension dimension, Values values) {
        return box == null ? null : box.and(space.number(dimension), values);
    }

    /** The properties that are compared. */
    static Set<Ref> refs(Order order) {
        return Condition.impliedKnown(new Compare(order.left(), Operator.EQUAL, order.right()));
    }
}

package org.opportune.model;

import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.FactValues;

/** What the rules of one step see: one of each fact. A fact that the step does not have is null, and all of it unknown. */
public record Row(
        @Nullable FactValues customer,
        @Nullable FactValues context,
        @Nullable FactValues classification,
        @Nullable FactValues offer) {

    /** Of a step that speaks of no candidate. */
    public Row(@Nullable FactValues customer, @Nullable FactValues context, @Nullable FactValues classification) {
        this(customer, context, classification, null);
    }

    /** The value of a property, null when it is unknown. */
    public @Nullable Object value(Term.Ref ref) {
        FactValues fact = fact(ref.fact());
        return fact == null ? null : fact.get(ref.name());
    }

    /** The same with another value of a property of a fact that is there. */
    public Row with(Term.Ref ref, Object value) {
        return new Row(
                with(Fact.CUSTOMER, ref, value),
                with(Fact.CONTEXT, ref, value),
                with(Fact.CLASSIFICATION, ref, value),
                with(Fact.OFFER, ref, value));
    }

    private @Nullable FactValues with(Fact fact, Term.Ref ref, Object value) {
        FactValues values = fact(fact);
        return values == null || ref.fact() != fact ? values : values.with(ref.name(), value);
    }

    public @Nullable FactValues fact(Fact fact) {
        return switch (fact) {
            case CUSTOMER -> customer;
            case CONTEXT -> context;
            case CLASSIFICATION -> classification;
            case OFFER -> offer;
        };
    }
}

package org.opportune.model;

import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.FactValues;

/** What the rules of one step see: one of each fact. A fact that the step does not have yet is null, and all of it unknown. */
public record Row(
        @Nullable FactValues customer,
        @Nullable FactValues context,
        @Nullable FactValues classification) {

    /** The value of a property, null when it is unknown. */
    public @Nullable Object value(Term.Ref ref) {
        FactValues fact =
                switch (ref.fact()) {
                    case CUSTOMER -> customer;
                    case CONTEXT -> context;
                    case CLASSIFICATION -> classification;
                };
        return fact == null ? null : fact.get(ref.name());
    }
}

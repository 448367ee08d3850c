package org.opportune.model;

import java.util.Arrays;
import java.util.Optional;

/** What a rule may speak of. There is one of each in a decision. */
public enum Fact {
    CUSTOMER("Customer"),
    CONTEXT("Context"),
    CLASSIFICATION("Classification"),
    /** The candidate that is judged; only in the steps that judge candidates. */
    OFFER("Offer");

    private final String word;

    Fact(String word) {
        this.word = word;
    }

    /** As rule files write it. */
    public String word() {
        return word;
    }

    public static Optional<Fact> of(String word) {
        return Arrays.stream(values()).filter(fact -> fact.word.equals(word)).findFirst();
    }
}

package org.opportune.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A step of the decision that has rules, in the order of its way: its folder, the facts that its rules see, and its verbs. */
public enum Step {
    CLASSIFICATION("classification", "Customer,Context", "Classify", "classify"),
    ELIGIBILITY("eligibility", "Customer,Context,Classification", "Offers", "offers"),
    POLICY("policy", "Customer,Context,Classification,Offer", "Policy", "policy"),
    ARBITRATION("arbitration", "Customer,Context,Classification,Offer", "Rank", "rank");

    public static final String FACTS = "opportune.facts";
    private static final String VERBS = "org.opportune.rulebook";

    private final String folder;
    private final String facts;
    private final String verbs;
    private final String global;

    Step(String folder, String facts, String verbs, String global) {
        this.folder = folder;
        this.facts = facts;
        this.verbs = verbs;
        this.global = global;
    }

    public static Optional<Step> of(String folder) {
        return Arrays.stream(values())
                .filter(step -> step.folder.equals(folder))
                .findFirst();
    }

    public String folder() {
        return folder;
    }

    public String packageName() {
        return "opportune." + folder;
    }

    public List<String> facts() {
        return List.of(facts.split(","));
    }

    /** Whether its rules speak of one candidate, for each of which they are asked anew. */
    public boolean hasOffer() {
        return facts().contains(Fact.OFFER.word());
    }

    /** The interface of the verbs, by its qualified name. */
    public String verbs() {
        return VERBS + "." + verbs;
    }

    public String global() {
        return global;
    }
}

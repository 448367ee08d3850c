package org.opportune.rulebook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A step of the decision that has rules: its folder, the facts that its rules see, and its verbs. */
public enum Step {
    CLASSIFICATION("classification", "Customer,Context", Classify.class, "classify"),
    ELIGIBILITY("eligibility", "Customer,Context,Classification", Offers.class, "offers");

    static final String FACTS = "opportune.facts";

    private final String folder;
    private final String facts;
    private final Class<?> verbs;
    private final String global;

    Step(String folder, String facts, Class<?> verbs, String global) {
        this.folder = folder;
        this.facts = facts;
        this.verbs = verbs;
        this.global = global;
    }

    static Optional<Step> of(String folder) {
        return Arrays.stream(values())
                .filter(step -> step.folder.equals(folder))
                .findFirst();
    }

    public String folder() {
        return folder;
    }

    String packageName() {
        return "opportune." + folder;
    }

    List<String> facts() {
        return List.of(facts.split(","));
    }

    Class<?> verbs() {
        return verbs;
    }

    String global() {
        return global;
    }
}

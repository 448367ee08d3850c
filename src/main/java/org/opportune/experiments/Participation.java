package org.opportune.experiments;

import java.util.List;

/**
 * What is kept of a customer's part in experiments, by a decision that was made for them.
 *
 * @param unit by which lots are drawn for them; 0 for nobody
 * @param arms in which they are; empty when they take part in nothing
 */
public record Participation(long unit, List<In> arms) {
    /** Of who takes part in nothing. */
    public static final Participation NONE = new Participation(0, List.of());

    public Participation {
        arms = List.copyOf(arms);
    }

    /**
     * An arm.
     *
     * @param until what they do counts, if this is their first decision of the experiment; in milliseconds since 1970
     * @param goal the type of event that counts; empty for conversions of what was answered
     */
    public record In(String experiment, String arm, long until, String goal) {}
}

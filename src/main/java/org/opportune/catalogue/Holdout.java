package org.opportune.catalogue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.opportune.catalogue.Experiment.Goal;

/**
 * The universal holdout: customers who get no promotional offers, so that it is seen what all of these together are worth.
 *
 * @param share of the customers, above 0 and below 1
 * @param keeps the purposes whose offers they get all the same
 * @param goal what is observed of a customer
 * @param within how long each customer is observed
 * @param planned how many customers it is planned for, with those who are not held out
 */
public record Holdout(double share, Set<String> keeps, Goal goal, Duration within, int planned) {
    public Holdout {
        keeps = Set.copyOf(new TreeSet<>(keeps));
    }
}

package org.opportune.demo;

import java.util.List;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;

/**
 * A customer of the demo shop and all that happened to them.
 *
 * @param persona the kind of life that they drew, a row of {@code personas.csv}
 * @param events oldest first
 */
public record DemoCustomer(String persona, CustomerChange change, List<Event> events) {}

package org.opportune.eligibility;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules of eligibility say of a customer.
 *
 * @param offers that pass each question that is asked of them, by id, with the reasons in the order of the questions
 * @param fired the rules that hold, by the codes of their names, also those of offers that do not pass
 */
public record Proposed(Map<String, List<Because>> offers, Set<String> fired) {}

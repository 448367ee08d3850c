package org.opportune.arbitration;

import java.util.Map;
import org.opportune.eligibility.Candidate;

/**
 * A candidate with its place in the ranking.
 *
 * @param score what it was ranked by
 * @param parts what the score is made of, by name
 */
public record Ranked(Candidate candidate, double score, Map<String, Double> parts) {}

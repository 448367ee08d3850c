package org.opportune.model;

import java.util.List;

/**
 * One rule as it stands in its file.
 *
 * @param line of a DRL file, or row of a table
 * @param says what it says when it fires; known beforehand, because the right side has only literals
 */
public record Rule(String name, Step step, String file, int line, List<Said> says) {}

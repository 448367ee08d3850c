package org.opportune.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line with which a rule in sentences begins.
 *
 * @param name null when it has none that can be read
 * @param rest what stands behind the name
 * @param from the offset at which that begins
 * @param wrong what is wrong with the line; null for nothing
 */
record RuleStart(
        SentenceLines.Line line,
        @Nullable Word name,
        List<Word> rest,
        int from,
        @Nullable Mistake wrong) {}

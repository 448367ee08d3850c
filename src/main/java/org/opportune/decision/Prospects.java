package org.opportune.decision;

import java.util.List;
import java.util.Map;
import org.opportune.arbitration.Ranked;
import org.opportune.classification.Classification;

/**
 * Everything that a customer may have, the best first.
 *
 * @param classification as it is whoever asks
 * @param ranking by placement, each by itself: an offer may stand in several
 */
public record Prospects(Classification classification, Map<String, List<Ranked>> ranking) {}

package org.opportune.eligibility;

import org.opportune.kernel.Reason;
import org.opportune.model.Question;

/** Why an offer passes a question. */
public record Because(Question question, Reason reason) {}

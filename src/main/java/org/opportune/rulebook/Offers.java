package org.opportune.rulebook;

/** What rules of {@code eligibility/} may say, as the global {@code offers}. */
public interface Offers {
    /** The customer may have this offer. */
    void propose(String id);
}

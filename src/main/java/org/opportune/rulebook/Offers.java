package org.opportune.rulebook;

/** What rules of {@code eligibility/} may say, as the global {@code offers}. */
public interface Offers {
    /** What the rule asks is so for this offer: the customer may have it, or whichever question the file answers. */
    void propose(String id);
}

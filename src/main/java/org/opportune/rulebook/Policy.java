package org.opportune.rulebook;

/** What rules of {@code policy/} may say, as the global {@code policy}. There is no verb that lets pass what something else holds back. */
public interface Policy {
    /** The candidate must not be offered, for a reason with a stable code and a sentence. */
    void suppress(Object offer, String code, String because);
}

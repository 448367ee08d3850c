package org.opportune.rulebook;

/** What rules of {@code arbitration/} may say, as the global {@code rank}; numbers outside of their bounds count as the nearest bound. */
public interface Rank {
    /** What an acceptance of the candidate is worth, in base currency, instead of what the catalogue says. */
    void value(Object offer, double value);

    /** Multiplies the candidate's score, from 0 to 100, for a reason that people read. */
    void weight(Object offer, double factor, String because);

    /** The probability, from 0 to 1, that the candidate is accepted when it is shown. */
    void propensity(Object offer, double propensity);
}

package org.opportune.reservation;

/** What may become of an offer that was answered. */
public enum Mark {
    IMPRESSION,
    CLICK,
    ACCEPT,
    DECLINE,
    CONVERSION
}

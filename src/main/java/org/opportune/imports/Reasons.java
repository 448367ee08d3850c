package org.opportune.imports;

/** The codes of what the import itself refuses, beside those of the mapping's own rules. */
final class Reasons {
    /** A value does not fit its column's format or the vocabulary. */
    static final String INVALID = "invalid";
    /** The line has more or fewer cells than the file has columns. */
    static final String RAGGED = "ragged";
    /** The line has bytes that are not of the file's charset. */
    static final String ENCODING = "encoding";
    /** No column says who the customer is. */
    static final String NO_CUSTOMER = "no-customer";
    /** No event of the mapping takes the line. */
    static final String NO_EVENT = "no-event";
    /** A column by which lines are grouped is empty. */
    static final String NO_KEY = "no-key";
    /** Another line of the same event was refused, and the event without it would be wrong. */
    static final String INCOMPLETE = "incomplete";
    /** The lines of one event name different customers. */
    static final String CUSTOMERS_DIFFER = "customers-differ";
    /** The event has more lines than an event may have items. */
    static final String TOO_MANY_LINES = "too-many-lines";

    private Reasons() {}
}

package org.opportune.wording;

/** What is wrong with a text, and what to do. */
final class Unreadable extends Exception {
    Unreadable(String message) {
        super(message, null, false, false);
    }
}

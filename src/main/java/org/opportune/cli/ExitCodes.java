package org.opportune.cli;

/** What a script learns from the end of a command. */
final class ExitCodes {
    static final int DONE = 0;
    /** The work ended, and not all of it is good: something forbids the rules, the import failed, or with {@code --strict} lines were rejected. */
    static final int NOT_ALL_GOOD = 1;
    /** The words of the command, the mapping or the key are wrong; the same again will fail again. */
    static final int WRONG_USE = 2;
    /** The server cannot be reached or does not do its work; the same may succeed later. */
    static final int SERVER_TROUBLE = 3;

    private ExitCodes() {}
}

package org.opportune.rulebook;

/** A folder of rule files, read, compiled and sealed under the hash of its content. Immutable and safe for threads. */
public final class Rulebook {
    private final String hash;
    private final Terms terms;
    private final Vocabulary vocabulary;
    private final Facts facts;

    Rulebook(String hash, Terms terms, Vocabulary vocabulary) {
        this.hash = hash;
        this.terms = terms;
        this.vocabulary = vocabulary;
        this.facts = Facts.of(vocabulary);
    }

    /** The SHA-256 of the sorted manifest of its files, in hexadecimal: the name of the release. */
    public String hash() {
        return hash;
    }

    public Terms terms() {
        return terms;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Facts facts() {
        return facts;
    }
}

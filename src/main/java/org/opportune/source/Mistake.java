package org.opportune.source;

import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.LookAlikes;
import org.opportune.kernel.Place;

/** Ends the reading of one piece of a rule, where something is wrong with it. */
final class Mistake extends RuntimeException {
    private final Kind kind;
    private final Place place;

    Mistake(Kind kind, Place place, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.place = place;
    }

    static Mistake syntax(Token at, String expected) {
        String letters = at.isWord() ? LookAlikes.in(at.text()) : "";
        return new Mistake(Kind.SYNTAX, at.place(), "expected " + expected + ", found " + at.shown() + letters);
    }

    static Mistake notInLanguage(Place place, String what, String instead) {
        return new Mistake(Kind.NOT_IN_LANGUAGE, place, what + " is not part of the rules' language; " + instead);
    }

    Mistake with(String advice) {
        return new Mistake(kind, place, getMessage() + advice);
    }

    void addTo(Findings findings) {
        findings.in(kind, place, String.valueOf(getMessage()));
    }
}

package org.opportune.intake;

import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;

/** Ends the reading of a file that is no use, or not safe, to read on. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    Refused(Kind kind, Place place, String message) {
        super(message);
        finding = Finding.in(kind, place, message);
    }

    Refused(Kind kind, String file, String message) {
        this(kind, Place.of(file, 1, 1), message);
    }

    void into(Findings findings) {
        findings.add(finding);
    }
}

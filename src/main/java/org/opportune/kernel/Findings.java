package org.opportune.kernel;

import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong, so that the author hears everything at once. Bounded: the hundredth mistake helps nobody. */
public final class Findings {
    private static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();

    public void add(Finding finding) {
        if (found.size() < MOST) {
            found.add(finding);
        }
    }

    public void in(Kind kind, Place place, String message) {
        add(Finding.in(kind, place, message));
    }

    public void at(String pointer, String message) {
        add(Finding.at(pointer, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Finding> list() {
        return List.copyOf(found);
    }

    /** Refuses a request whose content is wrong. */
    public void refuseRequest() {
        if (!found.isEmpty()) {
            throw Problem.invalid(list());
        }
    }
}

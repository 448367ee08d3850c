package org.opportune.source;

import org.opportune.kernel.Place;

/** Where a character of a text stands in the file that the author knows. Line and column count from 1 in the text. */
@FunctionalInterface
interface Places {
    Place at(int line, int column);

    static Places of(String file) {
        return (line, column) -> Place.of(file, line, column);
    }

    /** Everything in one place, such as a cell. */
    static Places always(Place place) {
        return (line, column) -> place;
    }
}

package org.opportune.journal;

import java.util.List;

/** Brings records of one kind to where they belong. */
@FunctionalInterface
public interface Shipment {
    /**
     * Brings all of them, or none and throws. A record may come again; its effect must be the same as once.
     *
     * @param contents in the order in which they were taken
     */
    void ship(List<byte[]> contents);
}

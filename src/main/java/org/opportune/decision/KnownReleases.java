package org.opportune.decision;

/** Which releases there are. */
@FunctionalInterface
public interface KnownReleases {
    /** Whether there is one of this hash of 64 digits. */
    boolean has(String hash);
}

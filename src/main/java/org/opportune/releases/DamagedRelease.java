package org.opportune.releases;

/** A stored release that is not what was sealed, so that it does not go live. */
final class DamagedRelease extends RuntimeException {
    DamagedRelease(String what) {
        super(what);
    }
}

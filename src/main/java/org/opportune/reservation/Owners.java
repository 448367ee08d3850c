package org.opportune.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opportune.profile.Identity;
import org.opportune.profile.Profiles;

/**
 * Whose a decision is, as a number: the key of a customer's row; below zero, a digest of the name of somebody who has none, so that a decision makes nobody
 * known; 0 when nobody was named.
 */
public final class Owners {
    private Owners() {}

    public static List<Long> of(Profiles profiles, List<List<Identity>> named) {
        List<Long> keys = profiles.keysOf(named);
        List<Long> owners = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            boolean isUnknown = keys.get(i) == 0 && !named.get(i).isEmpty();
            owners.add(isUnknown ? unknown(named.get(i).get(0)) : keys.get(i));
        }
        return owners;
    }

    /** All of one customer: also of the visitors who became them, and of each name before it was known. */
    public static Set<Long> of(Profiles.Known known) {
        Set<Long> owners = new TreeSet<>(known.former());
        if (known.key() != 0) {
            owners.add(known.key());
        }
        known.names().forEach(name -> owners.add(unknown(name)));
        return owners;
    }

    /** Of somebody of whom nothing but this name is known. */
    public static long unknown(Identity identity) {
        return identity.unit();
    }
}

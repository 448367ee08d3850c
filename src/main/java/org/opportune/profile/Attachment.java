package org.opportune.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says whose each list of identities is: the customer's whom the strongest known one finds, else a new customer's. Unknown identities become theirs;
 * identities of somebody else stay where they are.
 */
final class Attachment {
    /** Always the same order of writing, so that two writers wait for each other and never in a circle. */
    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::namespace).thenComparing(Identity::id);

    private final Map<Identity, Long> known;
    private final Keygen nextKey;
    private final SortedMap<Identity, Long> added = new TreeMap<>(ORDER);
    private final List<Long> created = new ArrayList<>();

    Attachment(Map<Identity, Long> known, Keygen nextKey) {
        this.known = new HashMap<>(known);
        this.nextKey = nextKey;
    }

    long customer(List<Identity> identities) {
        Long found = identities.stream()
                .filter(known::containsKey)
                .min(Comparator.comparingInt(Identity::strength))
                .map(known::get)
                .orElse(null);
        if (found == null) {
            found = nextKey.next();
            created.add(found);
        }
        for (Identity identity : identities) {
            if (known.putIfAbsent(identity, found) == null) {
                added.put(identity, found);
            }
        }
        return found;
    }

    SortedMap<Identity, Long> added() {
        return added;
    }

    List<Long> created() {
        return created;
    }

    /** Gives keys for new customers. */
    interface Keygen {
        long next();
    }
}

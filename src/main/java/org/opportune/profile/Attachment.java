package org.opportune.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says whose each list of identities is: the customer's whom the strongest known one finds, else a new customer's. A weaker name does not find somebody who
 * goes by another name of a stronger kind that is given: a cookie is shared by a family. Unknown identities become theirs. Visitors who are named with them
 * become them, and so do cookies of other customers; other identities of somebody else stay where they are.
 */
final class Attachment {
    /** Always the same order of writing, so that two writers wait for each other and never in a circle. */
    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::namespace).thenComparing(Identity::id);

    private final Set<Long> found;
    private final Map<Identity, Long> known;
    private final Map<Long, Set<String>> kinds;
    private final Keygen nextKey;
    private final List<Long> owners = new ArrayList<>();
    private final Set<Long> created = new TreeSet<>();
    private final SortedMap<Identity, Long> added = new TreeMap<>(ORDER);
    private final SortedMap<Identity, Long> moved = new TreeMap<>(ORDER);
    private final Map<Long, Long> becomes = new LinkedHashMap<>();
    private final Map<Long, Long> merged = new LinkedHashMap<>();
    private final Set<Identity> renamed = new HashSet<>();
    private final Set<Identity> kept = new TreeSet<>(ORDER);

    /**
     * For some lists.
     *
     * @param kinds the namespaces of all names of each customer who is found by a list of several
     */
    Attachment(Map<Identity, Long> known, Map<Long, Set<String>> kinds, Keygen nextKey) {
        this.found = new TreeSet<>(known.values());
        this.known = new HashMap<>(known);
        this.kinds = new HashMap<>();
        kinds.forEach((key, names) -> this.kinds.put(key, new HashSet<>(names)));
        this.nextKey = nextKey;
    }

    /** Takes the next list. */
    void add(List<Identity> identities) {
        List<Identity> names = identities.stream()
                .sorted(Comparator.comparingInt(Identity::strength))
                .toList();
        long owner = names.stream()
                .filter(name -> known.containsKey(name) && isFoundBy(name, names))
                .findFirst()
                .map(name -> key(name))
                .orElseGet(this::create);
        owners.add(owner);
        boolean isLogIn = !names.get(0).isVisitor();
        for (Identity name : names) {
            Long other = known.putIfAbsent(name, owner);
            if (other == null) {
                added.put(name, owner);
                kinds.computeIfAbsent(owner, key -> new HashSet<>()).add(name.namespace());
            } else if (other != owner) {
                meet(name, other, owner, isLogIn);
            }
        }
    }

    private long key(Identity name) {
        return Objects.requireNonNull(known.get(name));
    }

    private long create() {
        long key = nextKey.next();
        created.add(key);
        kinds.put(key, new HashSet<>());
        return key;
    }

    private boolean isFoundBy(Identity name, List<Identity> names) {
        long key = key(name);
        return names.stream()
                .filter(other -> other.strength() < name.strength())
                .noneMatch(other -> kinds(key).contains(other.namespace()));
    }

    private Set<String> kinds(long key) {
        return Objects.requireNonNull(kinds.get(key));
    }

    private void meet(Identity name, long other, long owner, boolean isLogIn) {
        if (isVisitor(other) && (isLogIn || isVisitor(owner))) {
            merge(other, owner);
        } else if (!name.isVisitor()) {
            kept.add(name);
        } else if (isLogIn) {
            known.put(name, owner);
            renamed.add(name);
            (added.containsKey(name) ? added : moved).put(name, owner);
            kinds(owner).add(name.namespace());
        }
    }

    private boolean isVisitor(long key) {
        return kinds(key).stream().allMatch(Identity.VISITOR::equals);
    }

    private void merge(long from, long to) {
        known.forEach((name, key) -> {
            if (key == from) {
                renamed.add(name);
            }
        });
        List.of(known, added, becomes, merged).forEach(keys -> keys.replaceAll((name, key) -> key == from ? to : key));
        kinds(to).addAll(kinds(from));
        becomes.put(from, to);
        if (!created.remove(from)) {
            merged.put(from, to);
        }
    }

    /** Whose the list of that place is, after all of them. */
    long owner(int index) {
        long key = owners.get(index);
        return becomes.getOrDefault(key, key);
    }

    /** Who is stored, by all the names. */
    Set<Long> found() {
        return found;
    }

    Set<Long> created() {
        return created;
    }

    /** Names that nobody had. */
    SortedMap<Identity, Long> added() {
        return added;
    }

    /** Cookies that go from one customer to another. */
    SortedMap<Identity, Long> moved() {
        return moved;
    }

    /** Which stored visitor becomes whom. */
    Map<Long, Long> merged() {
        return merged;
    }

    /** Names that found somebody else before. */
    Set<Identity> renamed() {
        return renamed;
    }

    /** Names that somebody else has, and keeps. */
    Set<Identity> kept() {
        return kept;
    }

    /** Whether a customer who is stored already is named otherwise afterwards. */
    boolean isRenaming() {
        return !merged.isEmpty() || !moved.isEmpty() || !created.containsAll(added.values());
    }

    /** Gives keys for new customers. */
    interface Keygen {
        long next();
    }
}

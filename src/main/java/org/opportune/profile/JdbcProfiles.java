package org.opportune.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.jdbc.Transactions;
import org.opportune.rulebook.Rulebook;

/** Customers in MariaDB, those of late also in memory. */
public final class JdbcProfiles implements Profiles {
    private static final int EVENTS_AT_ONCE = 2_000;
    private static final int CHANGES_AT_ONCE = 1_000;
    private static final int CUSTOMERS_AT_ONCE = 1_000;
    private static final int KEYS_AT_ONCE = 10_000;

    private final Transactions transactions;
    private final IdentityRows identities;
    private final EventRows events;
    private final CustomerRows customers;
    private final HotProfiles hot;
    private final List<IdentityListener> listeners;
    private final Plans plans = new Plans();
    private final int limit;

    /**
     * Keeps customers in a database that has the schema of {@code db/migration}.
     *
     * @param capacity how many customers are kept in memory
     */
    public JdbcProfiles(DataSource source, int capacity, Clock clock, List<IdentityListener> listeners) {
        this(source, capacity, clock, History.LIMIT, listeners);
    }

    JdbcProfiles(DataSource source, int capacity, Clock clock, int limit, List<IdentityListener> listeners) {
        this.transactions = new Transactions(source);
        this.listeners = List.copyOf(listeners);
        this.identities = new IdentityRows(clock, new MergeRows(clock, this.listeners));
        this.events = new EventRows(identities);
        this.customers = new CustomerRows(identities, clock);
        this.hot = new HotProfiles(capacity);
        this.limit = limit;
    }

    @Override
    public @Nullable Profile find(Rulebook rulebook, List<Identity> names) {
        FeaturePlan plan = plans.of(rulebook);
        Long key = key(names);
        Profile found = key == null ? null : hot.get(key, plan, customer -> load(plan, customer));
        if (found != null || key == null) {
            return found;
        }
        hot.unlearn(names); // whom they found became somebody else or was erased, maybe by another server
        Long now = key(names);
        return now == null ? null : hot.get(now, plan, customer -> load(plan, customer));
    }

    private @Nullable Long key(List<Identity> names) {
        Long first = names.isEmpty() ? null : hot.key(names.get(0));
        if (first != null || names.isEmpty()) {
            return first;
        }
        long renamings = hot.renamings();
        Map<Identity, Long> found = transactions.read(connection -> identities.find(connection, names));
        hot.learn(found, renamings);
        return names.stream()
                .filter(found::containsKey)
                .findFirst()
                .map(found::get)
                .orElse(null);
    }

    private @Nullable Profile load(FeaturePlan plan, long key) {
        List<Profile> loaded = new ArrayList<>();
        load(List.of(plan), new long[] {key}, profiles -> loaded.add(profiles.get(0)));
        return loaded.isEmpty() ? null : loaded.get(0);
    }

    private void load(List<FeaturePlan> wanted, long[] keys, Consumer<List<Profile>> each) {
        transactions.read(connection -> {
            new ProfileLoader(wanted, limit).some(connection, keys, each);
            return keys;
        });
    }

    private long page(List<FeaturePlan> wanted, long after, int most, Consumer<List<Profile>> each) {
        return transactions.read(connection -> new ProfileLoader(wanted, limit).page(connection, after, most, each));
    }

    /** Rulebooks that keep the same share a profile. */
    @Override
    public void forEach(Selection selection, List<Rulebook> rulebooks, Consumer<List<Profile>> each) {
        Map<String, FeaturePlan> distinct = new LinkedHashMap<>();
        rulebooks.stream().map(plans::of).forEach(plan -> distinct.putIfAbsent(plan.mark(), plan));
        List<String> marks = List.copyOf(distinct.keySet());
        int[] indexes = rulebooks.stream()
                .mapToInt(rulebook -> marks.indexOf(plans.of(rulebook).mark()))
                .toArray();
        Consumer<List<Profile>> spread = profiles ->
                each.accept(Arrays.stream(indexes).mapToObj(profiles::get).toList());
        List<FeaturePlan> wanted = List.copyOf(distinct.values());
        if (selection.equals(Selection.ALL)) {
            long last = Long.MIN_VALUE;
            do {
                last = page(wanted, last, CUSTOMERS_AT_ONCE, spread);
            } while (last != 0);
        } else {
            HotProfiles.parts(sample(selection.most())).forEach(keys -> load(wanted, keys, spread));
        }
    }

    /** By reservoir sampling, with a seed that never changes; in the order of keys. */
    private long[] sample(int most) {
        return transactions.read(connection -> {
            long[] kept = new long[most];
            int seen = 0;
            Random random = new Random(1);
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT customer_key FROM customer ORDER BY customer_key")) {
                statement.setFetchSize(KEYS_AT_ONCE);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        int place = seen < most ? seen : random.nextInt(seen + 1);
                        if (place < most) {
                            kept[place] = row.getLong(1);
                        }
                        seen++;
                    }
                }
            }
            long[] keys = Arrays.copyOf(kept, Math.min(seen, most));
            Arrays.sort(keys);
            return keys;
        });
    }

    @Override
    public void prepare(Rulebook rulebook, Progress progress) {
        FeaturePlan plan = plans.of(rulebook);
        hot.prepare(
                plan, (keys, each) -> load(List.of(plan), keys, profiles -> each.accept(profiles.get(0))), progress);
    }

    @Override
    public List<Profile> some(Rulebook rulebook, int most) {
        FeaturePlan plan = plans.of(rulebook);
        List<Profile> some = hot.some(plan, most);
        if (some.isEmpty()) {
            List<Profile> read = new ArrayList<>();
            page(List.of(plan), Long.MIN_VALUE, most, profiles -> read.add(profiles.get(0)));
            return read;
        }
        return some;
    }

    @Override
    public long count() {
        return transactions.read(connection -> {
            try (var statement = connection.prepareStatement("SELECT COUNT(*) FROM customer");
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public Receipt append(Rulebook rulebook, List<Event> all) {
        BitSet isNew = new BitSet(all.size());
        int place = 0;
        for (List<Event> some : parts(all, EVENTS_AT_ONCE)) {
            List<EventKey> keys = some.stream().map(EventKey::of).toList();
            Map<EventKey, Event> distinct = new LinkedHashMap<>();
            for (int i = 0; i < some.size(); i++) {
                distinct.putIfAbsent(keys.get(i), some.get(i));
            }
            EventRows.Appended appended = transactions.write(connection -> append(connection, rulebook, distinct));
            hot.append(appended.added());
            follow(appended.attachment());
            Set<EventKey> left = new HashSet<>(appended.keys());
            for (EventKey key : keys) {
                isNew.set(place++, left.remove(key));
            }
        }
        return new Receipt(all.size(), isNew);
    }

    private EventRows.Appended append(Connection connection, Rulebook rulebook, Map<EventKey, Event> some)
            throws SQLException {
        EventRows.Appended appended = events.append(connection, some);
        for (IdentityListener listener : listeners) {
            listener.happened(connection, rulebook, appended.events());
        }
        return appended;
    }

    @Override
    public void foresee(List<Event> coming) {
        Map<Long, List<Happening>> happenings = new HashMap<>();
        for (Event event : coming) {
            event.customer().stream()
                    .sorted(Comparator.comparingInt(Identity::strength))
                    .map(hot::key)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(key -> happenings
                            .computeIfAbsent(key, customer -> new ArrayList<>())
                            .add(Happening.of(event)));
        }
        hot.foresee(happenings);
    }

    @Override
    public List<Long> keysOf(List<List<Identity>> customers) {
        Set<Identity> all = new HashSet<>();
        customers.forEach(all::addAll);
        Map<Identity, Long> found =
                all.isEmpty() ? Map.of() : transactions.read(connection -> identities.find(connection, all));
        return customers.stream()
                .map(names -> names.stream()
                        .filter(found::containsKey)
                        .findFirst()
                        .map(found::get)
                        .orElse(0L))
                .toList();
    }

    @Override
    public Known known(Identity identity) {
        return transactions.read(connection -> IdentityRows.known(connection, identity));
    }

    @Override
    public void forget(long key, List<Identity> names) {
        hot.forget(key, names);
    }

    @Override
    public Set<Identity> change(Rulebook rulebook, List<CustomerChange> changes) {
        Set<Identity> kept = new LinkedHashSet<>();
        for (List<CustomerChange> some : parts(changes, CHANGES_AT_ONCE)) {
            CustomerRows.Changed changed = transactions.write(connection -> customers.change(connection, some));
            hot.forget(changed.keys());
            follow(changed.attachment());
            kept.addAll(changed.attachment().kept());
        }
        return kept;
    }

    /** What is in memory follows who became whom. */
    private void follow(Attachment attachment) {
        if (!attachment.renamed().isEmpty()) {
            hot.unlearn(attachment.renamed());
            hot.forget(attachment.merged().keySet());
            hot.forget(attachment.merged().values());
            attachment
                    .merged()
                    .forEach((visitor, customer) -> listeners.forEach(listener -> listener.merged(visitor, customer)));
        }
        if (!attachment.kept().isEmpty()) {
            listeners.forEach(listener -> listener.kept(attachment.kept().size()));
        }
    }

    @Override
    public void record(Collection<StageChange> changes) {
        for (List<StageChange> some : parts(List.copyOf(changes), CHANGES_AT_ONCE)) {
            transactions.write(connection -> record(connection, some)).forEach(hot::move);
        }
    }

    private List<StageChange> record(Connection connection, List<StageChange> some) throws SQLException {
        List<StageChange> moves = StageRows.record(connection, some);
        for (IdentityListener listener : listeners) {
            listener.changedStage(connection, moves);
        }
        return moves;
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }
}

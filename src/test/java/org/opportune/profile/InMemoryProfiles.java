package org.opportune.profile;

import java.util.ArrayList;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.rulebook.Rulebook;

/** Customers for tests, without a database: every profile is made from all that was ever said, anew when something was said since. */
public final class InMemoryProfiles implements Profiles {
    private final int limit;
    private final Plans plans = new Plans();
    private final Map<Identity, Long> identities = new LinkedHashMap<>();
    private final SortedMap<Long, Customer> customers = new TreeMap<>();
    private final Map<EventKey, Event> events = new HashMap<>();
    private final Map<Long, Long> former = new HashMap<>();
    /** By what their features need, since nothing was said. */
    private final Map<String, Map<Long, Profile>> made = new HashMap<>();

    private long lastKey;

    public InMemoryProfiles() {
        this(History.LIMIT);
    }

    InMemoryProfiles(int limit) {
        this.limit = limit;
    }

    private static final class Customer {
        private final long unit;
        private final Map<String, Object> attributes = new HashMap<>();
        private final Map<String, Consent> consents = new TreeMap<>();
        private final List<StageSpell> stages = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();

        Customer(long unit) {
            this.unit = unit;
        }

        void take(Customer visitor) {
            visitor.attributes.forEach(attributes::putIfAbsent);
            visitor.consents.forEach(
                    (word, consent) -> consents.merge(word, consent, (own, theirs) -> own.granted() ? theirs : own));
            if (stages.isEmpty()) {
                stages.addAll(visitor.stages);
            }
            events.addAll(visitor.events);
        }
    }

    @Override
    public synchronized @Nullable Profile find(Rulebook rulebook, List<Identity> names) {
        return names.stream()
                .filter(identities::containsKey)
                .findFirst()
                .map(name -> profile(rulebook, Objects.requireNonNull(identities.get(name))))
                .orElse(null);
    }

    private Profile profile(Rulebook rulebook, long key) {
        FeaturePlan plan = plans.of(rulebook);
        return made.computeIfAbsent(plan.mark(), mark -> new HashMap<>())
                .computeIfAbsent(key, customer -> profile(plan, customer));
    }

    private Profile profile(FeaturePlan plan, long key) {
        Customer customer = Objects.requireNonNull(customers.get(key));
        History history = History.empty(plan, limit)
                .with(customer.events.stream().map(Happening::of).toList());
        return new Profile(
                key,
                identities.keySet().stream()
                        .filter(name -> Objects.equals(identities.get(name), key))
                        .sorted(Comparator.comparing(Identity::namespace).thenComparing(Identity::id))
                        .toList(),
                customer.attributes,
                List.copyOf(customer.consents.values()),
                customer.stages,
                history,
                customer.unit);
    }

    @Override
    public synchronized void forEach(Selection selection, List<Rulebook> rulebooks, Consumer<List<Profile>> each) {
        customers.keySet().stream()
                .limit(selection.most())
                .forEach(key -> each.accept(rulebooks.stream()
                        .map(rulebook -> profile(rulebook, key))
                        .toList()));
    }

    @Override
    public void prepare(Rulebook rulebook, Progress progress) {
        progress.at(0, 0);
    }

    @Override
    public synchronized List<Profile> some(Rulebook rulebook, int most) {
        return customers.keySet().stream()
                .limit(most)
                .map(key -> profile(rulebook, key))
                .toList();
    }

    @Override
    public synchronized long count() {
        return customers.size();
    }

    private Customer customer(List<Identity> names, Set<Identity> kept) {
        Map<Long, Set<String>> kinds = new HashMap<>();
        identities.forEach((name, key) ->
                kinds.computeIfAbsent(key, customer -> new HashSet<>()).add(name.namespace()));
        Attachment attachment = new Attachment(identities, kinds, () -> ++lastKey);
        attachment.add(names);
        identities.putAll(attachment.added());
        Customer customer = customers.computeIfAbsent(
                attachment.owner(0),
                made -> new Customer(Objects.requireNonNull(
                        Identity.unit(List.copyOf(attachment.added().keySet())))));
        attachment.merged().forEach((from, to) -> {
            identities.replaceAll((name, key) -> key.equals(from) ? to : key);
            customer.take(Objects.requireNonNull(customers.remove(from)));
            former.replaceAll((before, key) -> key.equals(from) ? to : key);
            former.put(from, to);
        });
        identities.putAll(attachment.moved());
        kept.addAll(attachment.kept());
        return customer;
    }

    @Override
    public synchronized Known known(Identity identity) {
        Long key = identities.get(identity);
        return key == null
                ? new Known(0, Set.of(), List.of(identity))
                : new Known(key, ofKey(former, key), List.copyOf(ofKey(identities, key)));
    }

    private static <T> Set<T> ofKey(Map<T, Long> keys, long key) {
        Set<T> found = new LinkedHashSet<>(keys.keySet());
        found.removeIf(each -> !Objects.equals(keys.get(each), key));
        return found;
    }

    @Override
    public synchronized List<Long> keysOf(List<List<Identity>> named) {
        return named.stream()
                .map(names -> names.stream()
                        .filter(identities::containsKey)
                        .findFirst()
                        .map(identities::get)
                        .orElse(0L))
                .toList();
    }

    @Override
    public synchronized Receipt append(Rulebook rulebook, List<Event> appended) {
        made.clear();
        BitSet isNew = new BitSet();
        for (int i = 0; i < appended.size(); i++) {
            Event event = appended.get(i);
            if (events.putIfAbsent(EventKey.of(event), event) == null) {
                customer(event.customer(), new HashSet<>()).events.add(event);
                isNew.set(i);
            }
        }
        return new Receipt(appended.size(), isNew);
    }

    @Override
    public synchronized Set<Identity> change(Rulebook rulebook, List<CustomerChange> changes) {
        made.clear();
        Set<Identity> kept = new LinkedHashSet<>();
        for (CustomerChange change : changes) {
            Customer customer = customer(change.identities(), kept);
            change.attributes().forEach((name, value) -> {
                if (value == null) {
                    customer.attributes.remove(name);
                } else {
                    customer.attributes.put(name, value);
                }
            });
            change.consents()
                    .forEach(consent -> customer.consents.put(
                            consent.at() + " " + consent.purpose() + " " + consent.channel(), consent));
        }
        return kept;
    }

    @Override
    public synchronized void record(Collection<StageChange> changes) {
        made.clear();
        changes.stream().sorted(Comparator.comparing(StageChange::at)).forEach(change -> {
            Customer customer = customers.get(change.customer());
            if (customer != null) {
                List<StageSpell> stages = customer.stages;
                StageSpell recorded = stages.isEmpty() ? null : stages.get(stages.size() - 1);
                if (StageRows.startsFrom(recorded, change)) {
                    stages.add(StageRows.spell(change));
                }
            }
        });
    }
}

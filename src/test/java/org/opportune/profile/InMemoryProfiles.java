package org.opportune.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.rulebook.Rulebook;

/** Customers for tests, without a database: every profile is made anew from all that was ever said. */
public final class InMemoryProfiles implements Profiles {
    private final int limit;
    private final Map<Identity, Long> identities = new LinkedHashMap<>();
    private final SortedMap<Long, Customer> customers = new TreeMap<>();
    private final Map<EventKey, Event> events = new HashMap<>();

    public InMemoryProfiles() {
        this(History.LIMIT);
    }

    InMemoryProfiles(int limit) {
        this.limit = limit;
    }

    private static final class Customer {
        private final Map<String, Object> attributes = new HashMap<>();
        private final Map<String, Consent> consents = new TreeMap<>();
        private final List<StageSpell> stages = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
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
        Customer customer = Objects.requireNonNull(customers.get(key));
        History history = History.empty(FeaturePlan.of(rulebook), limit)
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
                history);
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

    private Customer customer(List<Identity> names) {
        Attachment attachment = new Attachment(identities, () -> customers.size() + 1);
        long key = attachment.customer(names);
        identities.putAll(attachment.added());
        return customers.computeIfAbsent(key, made -> new Customer());
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
        BitSet isNew = new BitSet();
        for (int i = 0; i < appended.size(); i++) {
            Event event = appended.get(i);
            if (events.putIfAbsent(EventKey.of(event), event) == null) {
                customer(event.customer()).events.add(event);
                isNew.set(i);
            }
        }
        return new Receipt(appended.size(), isNew);
    }

    @Override
    public synchronized void change(Rulebook rulebook, List<CustomerChange> changes) {
        for (CustomerChange change : changes) {
            Customer customer = customer(change.identities());
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
    }

    @Override
    public synchronized void record(Collection<StageChange> changes) {
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

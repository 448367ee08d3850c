package org.opportune.imports;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.InMemoryProfiles;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.StageChange;
import org.opportune.rulebook.Rulebook;

/** Keeps what an import stores, and can fail like a database that goes away. */
final class KeptProfiles implements Profiles {
    final Map<String, Event> events = new LinkedHashMap<>();
    final Map<Identity, Map<String, Object>> customers = new HashMap<>();
    final Profiles whole = new InMemoryProfiles();
    int appends;
    int changes;

    /** The call of append, from 1, that fails before it stores; 0 for none. */
    int failAt;

    @Override
    public Receipt append(Rulebook rulebook, List<Event> appended) {
        if (++appends == failAt) {
            throw new IllegalStateException("the database went away");
        }
        for (Event event : appended) {
            customers.computeIfAbsent(event.customer().get(0), nobody -> new HashMap<>());
            events.putIfAbsent(event.source() + "/" + event.id(), event);
        }
        return whole.append(rulebook, appended);
    }

    @Override
    public Set<Identity> change(Rulebook rulebook, List<CustomerChange> changed) {
        for (CustomerChange change : changed) {
            changes++;
            customers
                    .computeIfAbsent(change.identities().get(0), nobody -> new HashMap<>())
                    .putAll(change.attributes());
        }
        return whole.change(rulebook, changed);
    }

    @Override
    public Known known(Identity identity) {
        return whole.known(identity);
    }

    @Override
    public List<Long> keysOf(List<List<Identity>> named) {
        return whole.keysOf(named);
    }

    Event event(String id) {
        return events.entrySet().stream()
                .filter(event -> event.getKey().endsWith("/" + id))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Override
    public long count() {
        return customers.size();
    }

    @Override
    public @Nullable Profile find(Rulebook rulebook, List<Identity> identities) {
        throw new AssertionError("an import finds nobody");
    }

    @Override
    public void forEach(Selection selection, List<Rulebook> rulebooks, Consumer<List<Profile>> each) {
        whole.forEach(selection, rulebooks, each);
    }

    @Override
    public void prepare(Rulebook rulebook, Progress progress) {
        throw new AssertionError("an import prepares nothing");
    }

    @Override
    public List<Profile> some(Rulebook rulebook, int most) {
        throw new AssertionError("an import needs nobody");
    }

    @Override
    public void record(Collection<StageChange> stages) {
        throw new AssertionError("an import places nobody");
    }
}

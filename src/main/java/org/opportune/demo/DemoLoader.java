package org.opportune.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Event;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/**
 * Loads the demo shop into an empty store, once. A load that was cut off goes on where it was, with the anchor day of its beginning;
 * what is sent twice is stored once, because events and consents have names of their own.
 */
public final class DemoLoader {
    private static final Logger LOG = Logger.getLogger(DemoLoader.class.getName());

    /** What the store takes in one transaction: a customer's events are seen together or not at all. */
    private static final int EVENTS_AT_ONCE = 2_000;

    private static final int TELL_EVERY = 1_000;

    private final DemoLoads loads;
    private final Profiles profiles;
    private final Clock clock;
    private final long seed;
    private final int customers;

    private volatile @Nullable DemoLoad current;
    private volatile boolean isDone;
    private long events;

    public DemoLoader(DemoLoads loads, Profiles profiles, Clock clock, long seed, int customers) {
        this.loads = loads;
        this.profiles = profiles;
        this.clock = clock;
        this.seed = seed;
        this.customers = customers;
    }

    /** How far it is; null before it has begun, and when there is nothing to load. */
    public @Nullable DemoLoad current() {
        return current;
    }

    /** Whether nothing is left to load. */
    public boolean isDone() {
        return isDone;
    }

    /** What is loaded; null when the store has customers of its own. */
    public @Nullable DemoShop shop() {
        DemoLoad load = current;
        return load == null ? null : new DemoShop(load.seed(), load.anchor(), load.customers());
    }

    /**
     * Returns when the shop is loaded, or when the store has customers of its own. May be called again after it failed.
     * True when there was something to load.
     */
    public synchronized boolean load(Rulebook rulebook) {
        DemoLoad load = loads.find();
        boolean hasWork = load == null ? profiles.count() == 0 : !load.isFinished();
        if (load == null && !hasWork) {
            LOG.info("Demo shop: not loaded, because the database holds customers already");
        } else {
            load(rulebook, load == null ? loads.begin(fresh()) : load);
        }
        isDone = true;
        return hasWork;
    }

    private DemoLoad fresh() {
        return new DemoLoad(seed, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), customers, 0, null);
    }

    private void load(Rulebook rulebook, DemoLoad load) {
        current = load;
        if (load.isFinished()) {
            return;
        }
        DemoShop shop = new DemoShop(load.seed(), load.anchor(), load.customers());
        List<DemoCustomer> batch = new ArrayList<>();
        int waiting = 0;
        DemoLoad stored = load;
        events = 0;
        for (int number = load.loaded() + 1; number <= load.customers(); number++) {
            DemoCustomer customer = shop.customer(number);
            if (waiting + customer.events().size() > EVENTS_AT_ONCE && !batch.isEmpty()) {
                stored = store(rulebook, batch, stored);
                waiting = 0;
            }
            batch.add(customer);
            waiting += customer.events().size();
        }
        DemoLoad finished = store(rulebook, batch, stored).finished(clock.instant());
        loads.save(finished);
        current = finished;
    }

    /** Events before attributes: who is seen between the two is already in their right stage. */
    private DemoLoad store(Rulebook rulebook, List<DemoCustomer> batch, DemoLoad load) {
        List<Event> happened =
                batch.stream().flatMap(customer -> customer.events().stream()).toList();
        List<CustomerChange> changes = batch.stream().map(DemoCustomer::change).toList();
        profiles.append(rulebook, happened);
        profiles.change(rulebook, changes);
        DemoLoad stored = load.upTo(load.loaded() + batch.size());
        loads.save(stored);
        current = stored;
        events += happened.size();
        if (stored.loaded() / TELL_EVERY > load.loaded() / TELL_EVERY || stored.loaded() == stored.customers()) {
            LOG.info(() -> String.format(
                    Locale.ROOT,
                    "Demo shop: %,d of %,d customers, %,d events",
                    stored.loaded(),
                    stored.customers(),
                    events));
        }
        batch.clear();
        return stored;
    }
}

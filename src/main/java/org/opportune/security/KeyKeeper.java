package org.opportune.security;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.kernel.Problem;

/**
 * Holds every valid key in memory, so that checking one never waits for the database and goes on when that is away. The ring is read anew
 * every ten seconds, which is how long a key that another node revoked may live on here; what this node changes holds at once. The key
 * of {@code opportune.bootstrap.key} is stored as one of {@code admin} at the first reading, and is valid before it. A server that starts while the database is
 * away believes the copy of the last ring in its data folder.
 */
@ApplicationScoped
public class KeyKeeper {
    private static final Logger LOG = Logger.getLogger(KeyKeeper.class.getName());
    private static final String BOOTSTRAP = "admin";

    private final JpaPrincipals principals;
    private final Optional<KeyRing.Entry> configured;
    private final @Nullable KeyCopy copy;
    private final Clock clock;
    private final Map<Long, Instant> used = new ConcurrentHashMap<>();
    private volatile KeyRing ring;
    private volatile boolean read;
    private boolean asked;
    private @Nullable ScheduledFuture<?> reading;

    @Resource
    private @Nullable ManagedScheduledExecutorService executor;

    /** For the proxy. */
    @SuppressWarnings("NullAway")
    KeyKeeper() {
        this(null, Optional.empty(), null, Clock.systemUTC());
    }

    @Inject
    public KeyKeeper(
            JpaPrincipals principals,
            @ConfigProperty(name = "opportune.bootstrap.key") Optional<String> bootstrap,
            @ConfigProperty(name = "opportune.data") String data) {
        this(principals, bootstrap, new KeyCopy(Path.of(data).resolve("keys")), Clock.systemUTC());
    }

    KeyKeeper(JpaPrincipals principals, Optional<String> bootstrap, @Nullable KeyCopy copy, Clock clock) {
        this.principals = principals;
        this.copy = copy;
        this.configured = bootstrap.map(KeyKeeper::configured);
        this.clock = clock;
        this.ring = new KeyRing(configured.stream().toList());
    }

    private static KeyRing.Entry configured(String key) {
        if (!Keys.isWellFormed(key)) {
            throw new IllegalStateException(
                    "opportune.bootstrap.key is not a key: it must be opp_ and at least 32 letters, digits, '-' or '_'");
        }
        return new KeyRing.Entry(null, Keys.hash(key), new Caller(BOOTSTRAP, Role.ADMIN), null);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        if (executor != null) {
            reading = executor.scheduleWithFixedDelay(this::refreshOrKeep, 0, 10, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (reading != null) {
            reading.cancel(false);
        }
    }

    /** Who uses this key; empty when nobody may. */
    Optional<Caller> find(String key) {
        Instant now = clock.instant();
        Optional<KeyRing.Entry> found = ring.find(key, now);
        if (found.isEmpty() && !read) {
            refreshOrKeep();
            found = ring.find(key, now);
            if (found.isEmpty() && !read) {
                throw Problem.unavailable(
                        "Keys cannot be checked before the database has answered once; try again soon");
            }
        }
        found.map(KeyRing.Entry::id).ifPresent(id -> used.put(id, now));
        return found.map(KeyRing.Entry::caller);
    }

    /** Reads the ring anew, after a change. */
    void refresh() {
        Instant now = clock.instant();
        List<KeyRing.Entry> entries = principals.validKeys(now);
        ring = new KeyRing(entries);
        keep(entries, now);
        if (!read) {
            read = true;
            LOG.info("Keys that may be used: " + entries.size());
        }
    }

    private synchronized void refreshOrKeep() {
        try {
            if (!read && configured.isPresent()) {
                principals.addBootstrap(
                        configured.get().caller(), configured.get().hash(), clock.instant());
            }
            noteUse();
            refresh();
        } catch (RuntimeException e) {
            // The keys of the last reading stay valid; what the database suffers from is told by those who watch it.
            LOG.log(Level.FINE, "Keys could not be read", e);
            if (Outage.isIn(e)) {
                believeCopy();
            }
        }
    }

    private synchronized void keep(List<KeyRing.Entry> entries, Instant now) {
        if (copy != null) {
            copy.keep(entries, now);
        }
    }

    /** Once, when the server starts without the database. A key that is not in it may be new, so that nothing is said of it. */
    private void believeCopy() {
        if (read || asked || copy == null) {
            return;
        }
        asked = true;
        List<KeyRing.Entry> entries = copy.read(clock.instant());
        if (!entries.isEmpty()) {
            ring = new KeyRing(entries); // without that of the settings: it is among them, unless it was revoked
            LOG.warning("The database is away: the keys of the data folder may be used, until it is back ("
                    + entries.size() + ")");
        }
    }

    private void noteUse() {
        Map<Long, Instant> noted = new HashMap<>(used);
        if (!noted.isEmpty()) {
            principals.noteUse(noted);
            noted.forEach(used::remove);
        }
    }
}

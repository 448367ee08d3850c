package org.opportune.releases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opportune.comparison.Outlook;
import org.opportune.decision.Decider;
import org.opportune.http.Outage;
import org.opportune.learning.LearnedRates;
import org.opportune.profile.Profile;
import org.opportune.profile.Profiles;
import org.opportune.profile.Profiles.Progress;

/**
 * Gets a rulebook ready to decide for real customers: figures whose definition it changes are computed anew from events, and it decides for some customers
 * whom nobody waits for. A rulebook that fails for one of them does not go live.
 */
public final class WarmUp implements CurrentRulebook.Readying {
    private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());
    private static final int CUSTOMERS = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Profiles profiles;
    private final Clock clock;

    public WarmUp(Profiles profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    /** Without customers when the database is away. */
    @Override
    public void of(Decider decider, Progress backfill) {
        try {
            profiles.prepare(decider.rulebook(), backfill);
            List<Profile> customers = profiles.some(decider.rulebook(), CUSTOMERS);
            decide(decider, customers);
            decider.others().values().forEach(other -> decide(other, customers));
        } catch (RuntimeException e) {
            if (!Outage.isIn(e)) {
                throw e;
            }
            LOG.log(Level.FINE, "the database does not answer", e);
        }
    }

    private void decide(Decider decider, List<Profile> customers) {
        Instant at = clock.instant();
        Outlook outlook = new Outlook(decider, LearnedRates.NONE);
        for (Profile customer : customers) {
            long began = System.nanoTime();
            outlook.of(customer, at);
            LockSupport.parkNanos(
                    System.nanoTime() - began); // who waits for this processor gets it before its slice ends
            if (clock.instant().isAfter(at.plus(LONGEST))) {
                return;
            }
        }
    }
}

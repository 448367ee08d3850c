package org.opportune.outcomes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.decision.PastRates;
import org.opportune.kernel.Problem;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Learner;
import org.opportune.learning.Observed;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Terms.Learning;

/** Publishes what is learned: settles responses, makes a table of rates when it is time and something was settled, and lets it decide. */
public final class RatePublisher implements PastRates {
    private static final Logger LOG = Logger.getLogger(RatePublisher.class.getName());
    private static final int REMEMBERED = 50;
    /** Half-lives after which a trial counts for less than a thousandth. */
    private static final int FORGOTTEN = 10;

    private final JdbcRates tables;
    private final Responses responses;
    private final CurrentRates current;
    private final Supplier<Rulebook> rulebook;
    private final Duration kept;
    private final Clock clock;
    private final Cache<Long, LearnedRates> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * With what it needs.
     *
     * @param kept how long decisions are kept, and so the tables by which they were made
     */
    public RatePublisher(
            DataSource source, CurrentRates current, Supplier<Rulebook> rulebook, Duration kept, Clock clock) {
        this.tables = new JdbcRates(source);
        this.responses = new Responses(source);
        this.current = current;
        this.rulebook = rulebook;
        this.kept = kept;
        this.clock = clock;
    }

    /** What is to be done every now and then; each server does it, and none twice. */
    public void run() {
        Instant now = clock.instant();
        responses.settle(now);
        JdbcRates.Made last = tables.last();
        Learning learning = rulebook.get().terms().learning();
        if (learning != null && !now.isBefore(last.at().plus(learning.every()))) {
            publish(learning, last, now);
        }
        long number = tables.last().number();
        if (number > 0 && current.get().number() != number) {
            current.set(of(number));
        }
        tables.forget(now.minus(kept));
    }

    private void publish(Learning learning, JdbcRates.Made last, Instant now) {
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .minusDays(learning.halfLife().toDays() * FORGOTTEN);
        List<Observed> observed = tables.observed(from);
        long trials = observed.stream().mapToLong(Observed::trials).sum();
        long successes = observed.stream().mapToLong(Observed::successes).sum();
        if (trials == last.trials() && successes == last.successes()) {
            return; // older ones count for less, all alike
        }
        Rulebook rules = rulebook.get();
        Map<String, String> campaigns = new HashMap<>();
        rules.catalogue().offers().forEach((id, offer) -> campaigns.put(id, offer.campaign()));
        LearnedRates next = new Learner(learning.halfLife(), prior(rules), learning.weight())
                .learn(last.number() + 1, now, observed, campaigns);
        if (tables.add(next, trials, successes)) {
            LOG.fine(
                    () -> "Learned rates " + next.number() + ": " + next.cells().size() + " of " + trials + " trials");
        }
    }

    /** A prior of all or nothing leaves nothing to learn. */
    private static double prior(Rulebook rules) {
        return Math.min(0.99, Math.max(0.0001, rules.terms().propensity()));
    }

    /** The table that decides now. */
    LearnedRates current() {
        return current.get();
    }

    @Override
    public LearnedRates of(long number) {
        LearnedRates found = find(number);
        if (found == null) {
            throw Problem.conflict("not-replayable", "The learned rates " + number + " are no longer kept");
        }
        return found;
    }

    @Nullable
    LearnedRates find(long number) {
        return remembered.get(number, each -> tables.find(each).orElse(null));
    }
}

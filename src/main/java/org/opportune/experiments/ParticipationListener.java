package org.opportune.experiments;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Experiment;
import org.opportune.catalogue.Experiment.Goal;
import org.opportune.catalogue.Experiments;
import org.opportune.catalogue.ExperimentsReader;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.profile.IdentityListener;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Rates;

/** Counts what customers do in experiments whose goal is a type of event, and makes visitor and customer one. */
@ApplicationScoped
public class ParticipationListener implements IdentityListener {
    @Override
    public void move(Connection connection, long visitor, long customer) throws SQLException {
        ParticipationRows.merge(connection, visitor, customer);
    }

    @Override
    public void named(Connection connection, Map<Identity, Long> names) throws SQLException {
        ParticipationRows.name(connection, names);
    }

    @Override
    public void happened(Connection connection, Rulebook rulebook, Map<Long, List<Event>> events) throws SQLException {
        Set<String> types = types(rulebook.experiments());
        if (types.isEmpty()) {
            return;
        }
        List<Long> customers = events.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(event -> types.contains(event.type())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        for (ParticipationRows.Open open : ParticipationRows.open(connection, customers)) {
            Goal goal = goal(rulebook.experiments(), open.experiment());
            int count = 0;
            BigDecimal value = BigDecimal.ZERO;
            for (Event event : events.getOrDefault(open.customer(), List.of())) {
                if (event.type().equals(open.goal()) && open.counts(event.at().toEpochMilli())) {
                    count++;
                    value = value.add(worth(event, goal, rulebook.terms().rates()));
                }
            }
            if (count > 0) {
                ParticipationRows.add(connection, open, count, value);
            }
        }
    }

    private static Set<String> types(Experiments experiments) {
        Stream<Goal> goals = experiments.all().values().stream().map(Experiment::goal);
        if (experiments.holdout() != null) {
            goals = Stream.concat(goals, Stream.of(experiments.holdout().goal()));
        }
        return goals.map(Goal::event).filter(event -> event != null).collect(Collectors.toSet());
    }

    private static @Nullable Goal goal(Experiments experiments, String id) {
        if (id.equals(ExperimentsReader.HOLDOUT)) {
            return experiments.holdout() == null ? null : experiments.holdout().goal();
        }
        Experiment experiment = experiments.all().get(id);
        return experiment == null ? null : experiment.goal();
    }

    /** In base currency by the rate of its day. */
    private static BigDecimal worth(Event event, @Nullable Goal goal, Rates rates) {
        String property = goal == null ? null : goal.value();
        return property != null && event.properties().get(property) instanceof Money money
                ? BigDecimal.valueOf(rates.toBase(money, LocalDate.ofInstant(event.at(), ZoneOffset.UTC)), Rates.SCALE)
                : BigDecimal.ZERO;
    }
}

package org.opportune.brakes;

import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database that several nodes share, without one; it may be away. */
final class InMemoryBrakes extends JpaBrakes {
    private final Map<String, Brake> paused = new TreeMap<>();
    private final List<String> steps = new ArrayList<>();
    boolean isAway;
    RuntimeException whenAway = new IllegalStateException(new SQLTransientConnectionException("the database is away"));
    /** Between a reading and its answer. */
    Runnable afterReading = () -> {};

    @Override
    List<Brake> paused() {
        requirePresent();
        List<Brake> read = List.copyOf(paused.values());
        afterReading.run();
        return read;
    }

    @Override
    Change pause(Brake brake) {
        requirePresent();
        boolean isDone = paused.putIfAbsent(brake.name(), brake) == null;
        return done(isDone, "pause " + brake.name());
    }

    @Override
    Change resume(Brake end) {
        requirePresent();
        return done(paused.remove(end.name()) != null, "resume " + end.name());
    }

    private Change done(boolean isDone, String step) {
        if (isDone) {
            steps.add(step);
        }
        return new Change(isDone, List.copyOf(paused.values()));
    }

    List<String> steps() {
        return steps;
    }

    private void requirePresent() {
        if (isAway) {
            throw whenAway;
        }
    }
}

package org.opportune.brakes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** What is paused, and who paused and resumed what, in the database. Each method is one transaction. */
@ApplicationScoped
@Transactional
public class JpaBrakes {
    @PersistenceContext(unitName = "opportune")
    private EntityManager db;

    /**
     * What a change found and left.
     *
     * @param isDone false when somebody had done it already, and nothing was changed
     * @param paused everything that is paused after it
     */
    record Change(boolean isDone, List<Brake> paused) {}

    List<Brake> paused() {
        return db.createQuery("select b from BrakeRow b", BrakeRow.class)
                .getResultStream()
                .map(BrakeRow::brake)
                .toList();
    }

    /** Of two nodes that pause the same at once, the second waits for the first and finds it done. */
    Change pause(Brake brake) {
        if (isPaused(brake)) {
            return new Change(false, paused());
        }
        int added = db.createNativeQuery("insert ignore into brakes (kind, id, since, who, why) values (?, ?, ?, ?, ?)")
                .setParameter(1, brake.kind().name())
                .setParameter(2, brake.id())
                .setParameter(3, LocalDateTime.ofInstant(brake.since(), ZoneOffset.UTC))
                .setParameter(4, brake.who())
                .setParameter(5, brake.why())
                .executeUpdate();
        return done(added, BrakeStep.PAUSE, brake);
    }

    /** @param end what is to be no brake any more: since when, by whom, and why */
    Change resume(Brake end) {
        if (!isPaused(end)) {
            return new Change(false, paused());
        }
        int removed = db.createQuery("delete from BrakeRow b where b.kind = :kind and b.id = :id")
                .setParameter("kind", end.kind())
                .setParameter("id", end.id())
                .executeUpdate();
        return done(removed, BrakeStep.RESUME, end);
    }

    private boolean isPaused(Brake brake) {
        return db.find(BrakeRow.class, new BrakeRow.Key(brake.kind(), brake.id())) != null;
    }

    private Change done(int rows, BrakeStep step, Brake brake) {
        if (rows > 0) {
            db.persist(new BrakeStepRow(step, brake));
        }
        return new Change(rows > 0, paused());
    }

    /** Newest first. */
    List<BrakeEntry> history(int most, long before) {
        return db.createQuery(
                        "select s from BrakeStepRow s where s.number < :before order by s.number desc",
                        BrakeStepRow.class)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultStream()
                .map(BrakeStepRow::entry)
                .toList();
    }
}

package org.opportune.decision;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opportune.decision.Change.How;
import org.opportune.model.Fact;
import org.opportune.model.Row;
import org.opportune.model.Term.Ref;
import org.opportune.profile.Snapshot;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Vocabulary;

/** A customer and a request of whom some facts are otherwise than they are. Immutable. */
final class Altered {
    private final Vocabulary vocabulary;
    private final DecisionRequest request;
    private final Snapshot snapshot;
    private final Map<Ref, Change> changes;
    private final MoreEvents more;

    private Altered(Vocabulary vocabulary, DecisionRequest request, Snapshot snapshot, Map<Ref, Change> changes) {
        this.vocabulary = vocabulary;
        this.request = request;
        this.snapshot = snapshot;
        this.changes = changes;
        this.more = new MoreEvents(vocabulary, snapshot.customer());
    }

    /** As they are. */
    static Altered nothing(Vocabulary vocabulary, DecisionRequest request, Snapshot snapshot) {
        return new Altered(vocabulary, request, snapshot, Map.of());
    }

    /** What the events of other changes bring about already is no change of its own. */
    Altered with(Change change) {
        Map<Ref, Change> all = new LinkedHashMap<>(changes);
        Change earlier = all.get(change.ref());
        all.put(
                change.ref(),
                new Change(
                        change.ref(),
                        change.how(),
                        change.ref().fact() == Fact.CUSTOMER
                                ? snapshot.customer().get(change.ref().name()) // and not what other changes made of it
                                : earlier == null ? change.from() : earlier.from(),
                        change.to(),
                        change.test()));
        for (Change each : List.copyOf(all.values())) {
            all.remove(each.ref());
            if (!more.bring(all.values(), each)) {
                all.put(each.ref(), each);
            }
        }
        return new Altered(vocabulary, request, snapshot, all);
    }

    Altered without(Change change) {
        Map<Ref, Change> all = new LinkedHashMap<>(changes);
        all.remove(change.ref());
        return new Altered(vocabulary, request, snapshot, all);
    }

    /** With the change; and, where two changes then take events that can be the same, with one of them for both as well. */
    List<Altered> ways(Change change) {
        Altered with = with(change);
        List<Altered> ways = new ArrayList<>(List.of(with));
        for (Change narrow : with.changes()) {
            for (Change wide : with.changes()) {
                Change forBoth = more.forBoth(narrow, wide);
                if (forBoth != null) {
                    ways.add(with.with(forBoth));
                }
            }
        }
        return ways;
    }

    List<Change> changes() {
        return List.copyOf(changes.values());
    }

    /** What tells it apart from others. */
    Map<Ref, Object> key() {
        Map<Ref, Object> key = new HashMap<>();
        changes.forEach((ref, change) -> key.put(ref, change.to()));
        return key;
    }

    double cost() {
        return changes.values().stream()
                .mapToDouble(change -> Cost.of(vocabulary, change))
                .sum();
    }

    DecisionRequest request() {
        Map<String, Object> context = new LinkedHashMap<>(request.context());
        changes.values().stream()
                .filter(change -> change.ref().fact() == Fact.CONTEXT && change.how() != How.TIME)
                .forEach(change -> context.put(change.ref().name(), change.to()));
        return new DecisionRequest(
                request.customer(),
                request.placements(),
                request.channel(),
                request.locale(),
                context,
                request.mode(),
                request.at());
    }

    Snapshot snapshot() {
        FactValues customer = snapshot.customer();
        for (Map.Entry<String, Object> moved : along().entrySet()) {
            customer = customer.with(moved.getKey(), moved.getValue());
        }
        LocalDateTime at = null;
        for (Change change : changes.values()) {
            if (change.ref().fact() == Fact.CUSTOMER) {
                customer = customer.with(change.ref().name(), change.to());
            } else if (change.how() == How.TIME) {
                at = (LocalDateTime) change.to();
            }
        }
        return new Snapshot(
                snapshot.key(),
                at == null ? snapshot.at() : at.toInstant(ZoneOffset.UTC),
                snapshot.zone(),
                snapshot.language(),
                customer,
                snapshot.consents(),
                snapshot.stages(),
                snapshot.assignment());
    }

    ZoneId zone() {
        return snapshot.zone();
    }

    /** What a test sees when one more is changed, and what moves along with it; what classification finds is as before. */
    Row row(Row before, Change change) {
        if (!more.takesEvents(change)) {
            return before.with(change.ref(), change.to());
        }
        return new Row(with(change).snapshot().customer(), before.context(), before.classification(), before.offer());
    }

    /** What moves along with the changes, since the same events make it: by feature. */
    Map<String, Object> along() {
        return more.of(changes.values());
    }
}

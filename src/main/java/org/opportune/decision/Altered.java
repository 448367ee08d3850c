package org.opportune.decision;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opportune.decision.Change.How;
import org.opportune.model.Fact;
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

    private Altered(Vocabulary vocabulary, DecisionRequest request, Snapshot snapshot, Map<Ref, Change> changes) {
        this.vocabulary = vocabulary;
        this.request = request;
        this.snapshot = snapshot;
        this.changes = changes;
    }

    /** As they are. */
    static Altered nothing(Vocabulary vocabulary, DecisionRequest request, Snapshot snapshot) {
        return new Altered(vocabulary, request, snapshot, Map.of());
    }

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
                        earlier == null ? change.cost() : Math.max(earlier.cost(), change.cost()),
                        change.test()));
        return new Altered(vocabulary, request, snapshot, all);
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
        return changes.values().stream().mapToDouble(Change::cost).sum();
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

    /** What moves along with the changes, since the same events make it: by feature. */
    Map<String, Object> along() {
        Map<String, Object> along = new LinkedHashMap<>();
        for (Change change : changes.values()) {
            MoreEvents.of(vocabulary, snapshot.customer(), change)
                    .forEach((feature, value) -> along.merge(feature, value, MoreEvents::larger));
        }
        changes.keySet().forEach(ref -> along.remove(ref.name()));
        return along;
    }
}

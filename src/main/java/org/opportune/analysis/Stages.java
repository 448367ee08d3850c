package org.opportune.analysis;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Kind;
import org.opportune.model.Say;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.Vocabulary.Stage;

/** Stages, of which a customer is in the first one of the vocabulary's order with a rule that holds. */
final class Stages {
    private static final long STEPS = 1_000_000;

    private static final int MOST_TAKEN = 1_000;

    private final Vocabulary vocabulary;
    private final Space space;
    private final Examples examples;
    private final List<Studied> inTurn;
    private final BoxIndex index;
    private final Cover cover = new Cover(STEPS);
    private final Map<String, Integer> counts = new HashMap<>();

    Stages(Vocabulary vocabulary, Space space, Examples examples, List<Studied> rules) {
        this.vocabulary = vocabulary;
        this.space = space;
        this.examples = examples;
        Map<String, Integer> places = new HashMap<>();
        vocabulary.stageIds().forEach(id -> places.put(id, places.size()));
        List<Studied> staging = rules.stream().filter(one -> stage(one) != null).toList();
        staging.forEach(one -> counts.merge(String.valueOf(stage(one)), 1, Integer::sum));
        this.inTurn =
                Studied.inTurn(staging, one -> places.getOrDefault(String.valueOf(stage(one)), Integer.MAX_VALUE));
        this.index = new BoxIndex(inTurn);
    }

    /** The stage that a rule gives; null for none. */
    static @Nullable String stage(Studied rule) {
        return rule.rule().then().stream()
                .filter(Say.Stage.class::isInstance)
                .map(say -> ((Say.Stage) say).id())
                .findFirst()
                .orElse(null);
    }

    /** Says which stages nobody reaches, and which rules lie within earlier stages; gives the stages that somebody may reach. */
    Set<String> report(Remarks remarks) {
        Set<String> reached = new LinkedHashSet<>();
        for (Stage stage : vocabulary.stages()) {
            List<Studied> own = rules(stage);
            List<Studied> saying =
                    own.stream().filter(one -> !one.said().isNever()).toList();
            List<Studied> within = saying.stream().filter(this::isWithinEarlier).toList();
            boolean isReached = saying.size() > within.size();
            if (isReached || (stage.isDefault() && isAnybodyLeft())) {
                reached.add(stage.id());
                within.forEach(one -> swallowed(one, remarks));
            } else {
                unreached(stage, own, within, remarks);
            }
        }
        return reached;
    }

    private List<Studied> rules(Stage stage) {
        return inTurn.subList(before(stage.id()), before(stage.id()) + counts.getOrDefault(stage.id(), 0));
    }

    /** How many rules have their turn before those of the stage. */
    private int before(String stage) {
        return vocabulary.stageIds().stream()
                .takeWhile(id -> !id.equals(stage))
                .mapToInt(id -> counts.getOrDefault(id, 0))
                .sum();
    }

    private boolean isWithinEarlier(Studied one) {
        List<Box> earlier = earlier(one).stream().map(BoxIndex.Entry::box).toList();
        return cover.covers(earlier, one.said());
    }

    private List<BoxIndex.Entry> earlier(Studied one) {
        int before = before(String.valueOf(stage(one)));
        return one.said().boxes().stream()
                .flatMap(box -> index.meeting(box, before).entries().stream())
                .toList();
    }

    /** Whether somebody may be left; where there are too many rules for that, nobody is said to be missing. */
    private boolean isAnybodyLeft() {
        List<Box> all =
                inTurn.stream().flatMap(one -> one.said().boxes().stream()).toList();
        List<Box> left = all.size() > MOST_TAKEN ? null : cover.left(List.of(Box.everything(space)), all);
        return left == null || !left.isEmpty();
    }

    private void swallowed(Studied one, Remarks remarks) {
        if (one.rule().then().size() == 1 && !remarks.isIdle(one)) {
            String example = examples.of(one.said().boxes().get(0), one.rule());
            remarks.idle(
                    Kind.SWALLOWED,
                    one.rule(),
                    one.name() + " never places anybody: wherever it holds, so does a rule of an earlier stage, "
                            + Words.names(swallowing(one)) + "; change or remove it" + Words.forExample(example));
        }
    }

    /** One rule that does it alone, or those that do it together. */
    private List<Studied> swallowing(Studied one) {
        Set<Studied> together = new LinkedHashSet<>();
        earlier(one).forEach(entry -> together.add(entry.rule()));
        return together.stream()
                .filter(other -> cover.covers(other.said().boxes(), one.said()))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> List.copyOf(together));
    }

    private void unreached(Stage stage, List<Studied> own, List<Studied> within, Remarks remarks) {
        if (own.isEmpty()) {
            remarks.add(
                    Kind.STAGE_UNREACHABLE,
                    stage.place(),
                    stage.isDefault()
                            ? "nobody is in the stage '" + stage.id() + "': rules of other stages hold for everybody"
                            : "nobody reaches the stage '" + stage.id()
                                    + "': no rule says it; write one, or remove the stage");
            return;
        }
        Set<Studied> swallowing = new LinkedHashSet<>();
        within.forEach(one -> swallowing.addAll(swallowing(one)));
        String example = within.isEmpty()
                ? null
                : examples.of(within.get(0).said().boxes().get(0), within.get(0).rule());
        remarks.add(
                Kind.STAGE_UNREACHABLE,
                own.get(0).rule().place(),
                "nobody reaches the stage '" + stage.id() + "': "
                        + (within.isEmpty()
                                ? "its rules never match"
                                : "wherever its rules hold, so do rules of earlier stages, " + Words.names(swallowing))
                        + "; change the rules or the order of the stages" + Words.forExample(example));
        within.stream().filter(one -> one.rule().then().size() == 1).forEach(one -> remarks.idle(one.rule()));
    }
}

package org.opportune.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Member;
import org.opportune.analysis.Dimension.Property;
import org.opportune.model.Fact;
import org.opportune.model.Say;
import org.opportune.vocabulary.Vocabulary;

/** Who is in a stage or segment is told by the rules that give it; so a rule of a later step that asks for one asks for what they ask for, too. */
final class Belonging {
    private static final int MOST_BOXES = 2_000;
    private static final long STEPS = 1_000_000;

    private final Vocabulary vocabulary;
    private final Histories histories;
    private final Regions regions;
    private final Map<String, List<Studied>> stages = new HashMap<>();
    private final Map<String, List<Studied>> segments = new HashMap<>();
    private final Map<Object, List<Box>> known = new HashMap<>();
    private final Cover cover = new Cover(STEPS);

    /** Takes the space of the later step, and the studied rules of classification. */
    Belonging(Space space, Vocabulary vocabulary, Histories histories, List<Studied> classification) {
        this.vocabulary = vocabulary;
        this.histories = histories;
        this.regions = new Regions(space);
        for (Studied one : classification) {
            for (Say say : one.rule().then()) {
                if (say instanceof Say.Stage stage) {
                    stages.computeIfAbsent(stage.id(), key -> new ArrayList<>()).add(one);
                } else if (say instanceof Say.Segment segment) {
                    segments.computeIfAbsent(segment.id(), key -> new ArrayList<>())
                            .add(one);
                }
            }
        }
    }

    /** What nobody in the box can belong to, in words; null when somebody may be in it. */
    @Nullable
    String conflict(Box box) {
        Map<String, List<Box>> asked = asked(box);
        return asked.isEmpty() || isPossible(box, List.copyOf(asked.values()))
                ? null
                : "nobody is in " + String.join(" and in ", asked.keySet()) + " who passes its other tests";
    }

    /** Where the rules hold that give what the box asks for, by its name. */
    private Map<String, List<Box>> asked(Box box) {
        Map<String, List<Box>> asked = new LinkedHashMap<>();
        for (int number : box.dimensions()) {
            Dimension dimension = box.space().dimension(number);
            if (dimension instanceof Property property
                    && property.ref().fact() == Fact.CLASSIFICATION
                    && property.ref().name().equals("stage")) {
                Set<Object> ids = ((Among) box.at(number).known()).values();
                if (!ids.contains(vocabulary.defaultStage().id())) {
                    asked.put(
                            ids.stream()
                                    .map(id -> "'" + id + "'")
                                    .collect(Collectors.joining(" or ", "the stage ", "")),
                            boxes(ids));
                }
            } else if (dimension instanceof Member member
                    && member.set().fact() == Fact.CLASSIFICATION
                    && box.at(number).known().equals(Among.of(true))) {
                asked.put(
                        "the segment '" + member.member() + "'",
                        known.computeIfAbsent(member, key -> boxes(segments.getOrDefault(member.member(), List.of()))));
            }
        }
        asked.values().removeIf(List::isEmpty);
        return asked;
    }

    private List<Box> boxes(Set<Object> stageIds) {
        return known.computeIfAbsent(
                stageIds,
                key -> boxes(vocabulary.stageIds().stream()
                        .filter(stageIds::contains)
                        .flatMap(id -> stages.getOrDefault(id, List.of()).stream())
                        .toList()));
    }

    /** None where it is not known. */
    private List<Box> boxes(List<Studied> rules) {
        List<Box> boxes = new ArrayList<>();
        for (Studied one : rules) {
            Region region = one.holds().isNever() ? Region.NOTHING : regions.of(one.rule());
            boxes.addAll(region.boxes());
            if (!region.isWhole() || boxes.size() > MOST_BOXES) {
                return List.of();
            }
        }
        return boxes;
    }

    private boolean isPossible(Box box, List<List<Box>> asked) {
        if (asked.isEmpty()) {
            return true;
        }
        for (Box one : asked.get(0)) {
            Box both = box.and(one);
            both = both == null ? null : Texts.possible(both);
            boolean isSome = both != null && histories.clash(both).isEmpty();
            if (!cover.step() || (both != null && isSome && isPossible(both, asked.subList(1, asked.size())))) {
                return true;
            }
        }
        return false;
    }
}

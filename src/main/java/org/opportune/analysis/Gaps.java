package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Property;
import org.opportune.kernel.Kind;
import org.opportune.model.Condition.Operator;
import org.opportune.model.Fact;
import org.opportune.model.Say;

/**
 * Holes between bands: rules of one file that say things of one kind for ranges of one property and are else alike. What lies below the lowest or above the highest is no hole, nor is what another rule of that kind takes care of.
 */
final class Gaps {
    private static final int ENOUGH_BANDS = 3;
    private static final long STEPS = 1_000_000;
    private static final int MOST_TRIED = 10;
    private static final double ROUNDING = 1e-9;

    private final Space space;
    private final Examples examples;
    private final Cover cover = new Cover(STEPS);
    private final Set<Hole> told = new HashSet<>();

    /** Bands: where they stand, what they are about, over what, and the rest of their rules' condition. */
    private record Bands(String file, String about, int dimension, Box rest) {
        /** A table of rows, or rules of which each customer gets one answer: one band more is meant to go on from the other. */
        boolean areRows() {
            boolean isTable = !file.endsWith(".drl") && !file.endsWith(".dslr");
            return isTable || about.equals("stage") || about.startsWith("score");
        }
    }

    private record Band(Studied rule, Ranges values) {
        double least() {
            return values.least(0);
        }

        double most() {
            return values.most(0);
        }
    }

    /** What no band has between one and the next. */
    private record Hole(Band below, Band above, Ranges values) {
        /** Whether just a border was left out: one value, or what lies between a whole number and the next. */
        boolean isNarrow() {
            boolean isStep = above.least() - below.most() <= 1 + ROUNDING;
            return values.only() != null || (isStep && isWhole(below.most()) && isWhole(above.least()));
        }

        private static boolean isWhole(double end) {
            return Math.abs(end - Math.rint(end)) < ROUNDING;
        }
    }

    Gaps(Space space, Examples examples) {
        this.space = space;
        this.examples = examples;
    }

    void report(List<Studied> rules, Remarks remarks) {
        Map<Bands, List<Band>> tables = new LinkedHashMap<>();
        Map<String, List<Studied>> saying = new LinkedHashMap<>();
        for (Studied one : rules) {
            for (Say say : one.rule().then()) {
                saying.computeIfAbsent(one.rule().place().file() + what(say), key -> new ArrayList<>())
                        .add(one);
            }
            bands(one, tables);
        }
        tables.forEach((bands, table) -> {
            List<Hole> holes = holes(bands, innermost(table));
            List<Box> others = holes.isEmpty() ? List.of() : others(bands, table, saying);
            for (Hole hole : holes) {
                if (!remarks.isFull(Kind.GAP)) {
                    report(bands, hole, others, remarks);
                }
            }
        });
    }

    /** What rules are read as one table by. */
    private static String about(Say say) {
        return say instanceof Say.Segment ? "segment" : say instanceof Say.Propose ? "offer" : what(say);
    }

    /** What one rule says, that another could say as well. */
    private static String what(Say say) {
        if (say instanceof Say.Score score) {
            return "score " + score.id();
        }
        return say instanceof Say.Stage ? "stage" : say.toString();
    }

    private void bands(Studied one, Map<Bands, List<Band>> tables) {
        Box box = one.holds().only();
        if (box == null) {
            return;
        }
        Set<String> abouts = new LinkedHashSet<>();
        one.rule().then().forEach(say -> abouts.add(about(say)));
        for (int dimension : box.dimensions()) {
            Values values = box.at(dimension);
            if (values.known() instanceof Ranges ranges
                    && ranges.count() == 1
                    && !values.isUnknown()
                    && !isSeason(dimension)) {
                Box rest = box.with(dimension, space.domain(dimension));
                if (rest == null) {
                    continue;
                }
                for (String about : abouts) {
                    tables.computeIfAbsent(
                                    new Bands(one.rule().place().file(), about, dimension, rest),
                                    key -> new ArrayList<>())
                            .add(new Band(one, ranges));
                }
            }
        }
    }

    /** Between two campaigns there may be a time without one. */
    private boolean isSeason(int dimension) {
        return space.dimension(dimension) instanceof Property property
                && property.ref().fact() == Fact.CONTEXT
                && Set.of("date", "at").contains(property.ref().name());
    }

    /** None where nothing tells that the bands belong together. */
    private List<Hole> holes(Bands bands, List<Band> table) {
        List<Hole> holes = new ArrayList<>();
        boolean isNear = false;
        for (int i = 1; i < table.size(); i++) {
            Band below = table.get(i - 1);
            Band above = table.get(i);
            Ranges inBetween = Ranges.of(above.values().isWhole(), Operator.AT_LEAST, below.most())
                    .and(Ranges.of(above.values().isWhole(), Operator.AT_MOST, above.least()));
            Ranges between = above.values().or(below.values()).others().and(inBetween);
            Hole hole = new Hole(below, above, between);
            isNear |= between.isEmpty() || hole.isNarrow();
            if (!between.isEmpty() && (isWide(below) || isWide(above))) {
                holes.add(hole);
            }
        }
        boolean isTable = bands.areRows() && (table.size() >= ENOUGH_BANDS || isBounded(bands.dimension(), table));
        return isNear || isTable ? holes : List.of();
    }

    /** The bands in order, without those within which another lies: points that add up and what is said of many have no next one. */
    private static List<Band> innermost(List<Band> table) {
        List<Band> sorted = new ArrayList<>(table);
        sorted.sort(Comparator.comparingDouble(Band::least).thenComparing(Band::most, Comparator.reverseOrder()));
        double end = Double.POSITIVE_INFINITY;
        List<Band> innermost = new ArrayList<>();
        for (int i = sorted.size() - 1; i >= 0; i--) {
            Band band = sorted.get(i);
            if (innermost.isEmpty() || band.most() < end) {
                innermost.add(band);
                end = band.most();
            }
        }
        Collections.reverse(innermost);
        return innermost;
    }

    private static boolean isWide(Band band) {
        return band.least() < band.most();
    }

    private boolean isBounded(int dimension, List<Band> table) {
        Ranges all = (Ranges) space.domain(dimension).known();
        return table.get(0).least() > all.least(0)
                && table.get(table.size() - 1).most() < all.most(0);
    }

    /** Where any of the bands is, or a rule says something of what they say. */
    private static List<Box> others(Bands bands, List<Band> table, Map<String, List<Studied>> saying) {
        Set<Studied> others = new LinkedHashSet<>();
        for (Band band : table) {
            others.add(band.rule());
            for (Say say : band.rule().rule().then()) {
                if (about(say).equals(bands.about())) {
                    others.addAll(saying.getOrDefault(bands.file() + what(say), List.of()));
                }
            }
        }
        return others.stream().flatMap(one -> one.holds().boxes().stream()).toList();
    }

    private void report(Bands bands, Hole hole, List<Box> others, Remarks remarks) {
        Box box = bands.rest().with(bands.dimension(), new Values(false, hole.values()));
        List<Box> left = box == null ? List.of() : cover.left(List.of(box), others);
        if (box != null
                && left != null
                && !left.isEmpty()
                && space.dimension(bands.dimension()) instanceof Property property
                && told.add(hole)) {
            remarks.add(
                    Kind.GAP,
                    hole.above().rule().rule().place(),
                    "between " + hole.below().rule().name() + " and "
                            + hole.above().rule().name() + " is a gap in " + Words.property(property.ref())
                            + ": neither holds there; widen one of them, or add a rule"
                            + Words.forExample(example(box, left)));
        }
    }

    /** A customer in the hole, of which only what the bands are about is shown. */
    private @Nullable String example(Box hole, List<Box> left) {
        for (Box piece : left.subList(0, Math.min(MOST_TRIED, left.size()))) {
            Box shown = Box.everything(space);
            for (int dimension : hole.dimensions()) {
                shown = shown == null ? null : shown.and(dimension, piece.at(dimension));
            }
            String example = shown == null ? null : examples.of(shown);
            if (example != null) {
                return example;
            }
        }
        return null;
    }
}

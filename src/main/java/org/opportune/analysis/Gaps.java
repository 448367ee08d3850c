package org.opportune.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Property;
import org.opportune.kernel.Kind;
import org.opportune.model.Say;
import org.opportune.model.Term.Ref;

/** Holes between the bands of a table: rules of one file that say things of one kind for ranges of one property and are else alike, and of which no two meet. */
final class Gaps {
    private static final int FEWEST_BANDS = 3;
    private static final long STEPS = 1_000_000;

    private final Space space;
    private final Examples examples;
    private final Cover cover = new Cover(STEPS);

    /** A table of bands: where it stands, what it is about, over what, and the rest of its rules' condition. */
    private record Bands(String file, String about, int dimension, Box rest) {}

    private record Band(Studied rule, double least, double most) {}

    Gaps(Space space, Examples examples) {
        this.space = space;
        this.examples = examples;
    }

    void report(List<Studied> rules, Remarks remarks) {
        Map<Bands, List<Band>> tables = new LinkedHashMap<>();
        Map<String, List<Box>> saying = new LinkedHashMap<>();
        for (Studied one : rules) {
            String about = about(one);
            if (about != null) {
                saying.computeIfAbsent(one.rule().place().file() + about, key -> new ArrayList<>())
                        .addAll(one.holds().boxes());
                bands(one, about, tables);
            }
        }
        tables.forEach((bands, table) -> {
            if (table.size() >= FEWEST_BANDS) {
                holes(bands, table, saying.getOrDefault(bands.file() + bands.about(), List.of()), remarks);
            }
        });
    }

    /** Which rules are read as one table; null for what is not banded, such as offers. */
    private static @Nullable String about(Studied one) {
        List<Say> then = one.rule().then();
        if (then.size() != 1) {
            return null;
        } else if (then.get(0) instanceof Say.Score score) {
            return "score " + score.id();
        }
        return then.get(0) instanceof Say.Stage ? "stage" : then.get(0) instanceof Say.Segment ? "segment" : null;
    }

    private void bands(Studied one, String about, Map<Bands, List<Band>> tables) {
        Box box = one.holds().only();
        if (box == null) {
            return;
        }
        for (int dimension : box.dimensions()) {
            Values values = box.at(dimension);
            if (values.known() instanceof Ranges ranges && ranges.count() == 1 && !values.isUnknown()) {
                Box rest = box.with(dimension, space.domain(dimension));
                if (rest != null) {
                    tables.computeIfAbsent(
                                    new Bands(one.rule().place().file(), about, dimension, rest),
                                    key -> new ArrayList<>())
                            .add(new Band(one, ranges.least(0), ranges.most(0)));
                }
            }
        }
    }

    private void holes(Bands bands, List<Band> table, List<Box> saying, Remarks remarks) {
        table.sort(Comparator.comparingDouble(Band::least));
        long wide = table.stream().filter(band -> band.least() < band.most()).count();
        for (int i = 1; i < table.size(); i++) {
            if (table.get(i - 1).most() >= table.get(i).least()) {
                return; // they overlap: points that add up, not a table of bands
            }
        }
        for (int i = 1; i < table.size() && wide > 1 && !remarks.isFull(Kind.GAP); i++) {
            hole(bands, table.get(i - 1), table.get(i), saying, remarks);
        }
    }

    private void hole(Bands bands, Band below, Band above, List<Box> saying, Remarks remarks) {
        if (!(space.dimension(bands.dimension()) instanceof Property property)) {
            return;
        }
        Ref ref = property.ref();
        Ranges between = Ranges.of(Space.isWhole(ref.type()), below.most(), above.least())
                .and(Ranges.of(Space.isWhole(ref.type()), below.most(), below.most())
                        .others())
                .and(Ranges.of(Space.isWhole(ref.type()), above.least(), above.least())
                        .others());
        Box hole = bands.rest().with(bands.dimension(), new Values(false, between));
        List<Box> left = hole == null ? List.of() : cover.left(List.of(hole), saying);
        if (left != null && !left.isEmpty()) {
            String example = examples.of(left.get(0));
            remarks.add(
                    Kind.GAP,
                    above.rule().rule().place(),
                    "between " + below.rule().name() + " and " + above.rule().name() + " is a gap in "
                            + Words.property(ref) + ": neither holds there; widen one of them, or add a rule"
                            + Words.forExample(example));
        }
    }
}

package org.opportune.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects all that is wrong, so that the author hears everything at once. Bounded, since a hostile file or request can be wrong in millions of places;
 * what is not kept is counted, and the count is said.
 */
public final class Findings {
    private static final int MOST_OF_A_REQUEST = 100;
    private static final int MOST_OF_A_RULEBOOK = 10_000;

    private static final Comparator<@Nullable Integer> LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private final int most;
    private final List<Finding> found = new ArrayList<>();
    private int more;

    /** For a request, whose answer stays short. */
    public Findings() {
        this(MOST_OF_A_REQUEST);
    }

    private Findings(int most) {
        this.most = most;
    }

    /** For rule files, whose author wants to mend everything in one go. */
    public static Findings ofRulebook() {
        return new Findings(MOST_OF_A_RULEBOOK);
    }

    public void add(Finding finding) {
        if (found.size() < most) {
            found.add(finding);
        } else {
            more++;
        }
    }

    public void addAll(Findings others) {
        others.found.forEach(this::add);
        more += others.more;
    }

    /** Adds what was found in one file, in the order of its lines. */
    public void addInOrder(Findings ofFile) {
        ofFile.found.stream()
                .sorted(Comparator.comparing(Finding::line, LAST).thenComparing(Finding::column, LAST))
                .forEach(this::add);
        more += ofFile.more;
    }

    public void in(Kind kind, Place place, String message) {
        add(Finding.in(kind, place, message));
    }

    public void at(String pointer, String message) {
        add(Finding.at(pointer, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The files of those findings. */
    public Set<String> files(Predicate<Finding> which) {
        return found.stream()
                .filter(which)
                .map(Finding::file)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many there are, with those that are not kept. */
    public int size() {
        return found.size() + more;
    }

    /** What was kept; at the end, where there was more, how much. */
    public List<Finding> list() {
        List<Finding> list = new ArrayList<>(found);
        if (more > 0) {
            list.add(Finding.of("and " + more + " more, not shown"));
        }
        return List.copyOf(list);
    }

    /** Refuses a request whose content is wrong. */
    public void refuseRequest() {
        if (!found.isEmpty()) {
            throw Problem.invalid(list(), size());
        }
    }
}

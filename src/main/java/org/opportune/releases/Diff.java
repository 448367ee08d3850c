package org.opportune.releases;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.model.Rule;
import org.opportune.releases.Change.Action;
import org.opportune.releases.Change.Detail;
import org.opportune.releases.Thing.Field;
import org.opportune.rulebook.RulebookContent;
import org.opportune.source.Languages;

/**
 * What differs between two rulebooks, by what their files mean and not by how they are written.
 *
 * @param from the hash of the earlier
 * @param to the hash of the later
 * @param changes rules first, in the order of their files
 */
public record Diff(String from, String to, List<Change> changes) {
    private static final List<String> ORDER = List.of(
            "rule",
            "stage",
            "order",
            "segment",
            "score",
            "feature",
            "attribute",
            "context attribute",
            "event type",
            "channel",
            "placement",
            "campaign",
            "purpose",
            "fact",
            "setting",
            "offer",
            "treatment",
            "content",
            "cap",
            "weight",
            "sentence",
            "case",
            "file");

    public Diff {
        changes = List.copyOf(changes);
    }

    /** A rulebook as its files and what they say. */
    public record Side(RulebookFolder folder, RulebookContent content) {}

    /**
     * From the earlier to the later. Both are said in the sentences of the earlier one, which somebody has read already: another wording is no other rule,
     * and no wording can hide one.
     *
     * @param locale in which rules are said
     */
    public static Diff of(Side earlier, Side later, String locale) {
        Languages before = earlier.content().languages();
        Languages languages = before.get(locale) == null ? later.content().languages() : before;
        List<Change> changes = changes(
                Things.of(earlier.folder(), earlier.content(), languages, locale),
                Things.of(later.folder(), later.content(), languages, locale));
        changes.addAll(otherwiseWritten(earlier.folder(), later.folder(), changes));
        changes.sort(Comparator.comparingInt((Change change) -> ORDER.indexOf(change.part()))
                .thenComparing(Change::file)
                .thenComparingInt(Change::line));
        return new Diff(
                earlier.content().manifest().hash(), later.content().manifest().hash(), changes);
    }

    static List<Change> changes(List<Thing> earlier, List<Thing> later) {
        Map<String, Thing> left = byName(earlier);
        List<Change> changes = new ArrayList<>();
        List<Thing> added = new ArrayList<>();
        byName(later).forEach((name, thing) -> {
            Thing before = left.remove(name);
            if (before == null) {
                added.add(thing);
            } else {
                List<Detail> details = details(before, thing);
                if (!details.isEmpty()) {
                    changes.add(change(thing, Action.CHANGED, details));
                }
            }
        });
        Map<Saying, Deque<Thing>> nameless = new HashMap<>();
        left.values().stream().filter(Diff::mayBeRenamed).forEach(thing -> nameless.computeIfAbsent(
                        Saying.of(thing), same -> new ArrayDeque<>())
                .add(thing));
        Set<Thing> renamed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Thing thing : added) {
            Deque<Thing> same = nameless.get(Saying.of(thing));
            Thing before = same == null ? null : same.poll();
            if (before == null) {
                changes.add(change(thing, Action.ADDED, details(null, thing)));
            } else {
                renamed.add(before);
                changes.add(change(thing, Action.RENAMED, List.of(new Detail("name", before.id(), thing.id()))));
            }
        }
        left.values().stream()
                .filter(thing -> !renamed.contains(thing))
                .forEach(thing -> changes.add(change(thing, Action.REMOVED, details(thing, null))));
        return changes;
    }

    /** What is called by a sentence; the id of anything else is what other files know it by. */
    private static boolean mayBeRenamed(Thing thing) {
        return thing.part().equals("rule") || thing.part().equals("case");
    }

    /** What a thing says in its file, under whatever name. */
    private record Saying(String part, String file, List<Field> fields) {
        static Saying of(Thing thing) {
            return new Saying(thing.part(), thing.place().file(), thing.fields());
        }
    }

    /** Names that people cannot tell apart are one; what has one name is told apart by its order. */
    private static Map<String, Thing> byName(List<Thing> things) {
        Map<String, Thing> byName = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Thing thing : things) {
            String name = thing.part() + " " + (thing.part().equals("rule") ? Rule.sameName(thing.id()) : thing.id());
            byName.put(name + "\n" + times.merge(name, 1, Integer::sum), thing);
        }
        return byName;
    }

    private static Change change(Thing thing, Action action, List<Detail> details) {
        return new Change(
                thing.part(),
                action,
                thing.id(),
                thing.place().file(),
                thing.place().line(),
                thing.place().cell(),
                details);
    }

    private static List<Detail> details(@Nullable Thing before, @Nullable Thing after) {
        List<Field> gone = new ArrayList<>(before == null ? List.of() : before.fields());
        List<Field> come = new ArrayList<>(after == null ? List.of() : after.fields());
        for (Field field : List.copyOf(come)) {
            if (gone.remove(field)) {
                come.remove(field);
            }
        }
        List<Detail> details = new ArrayList<>();
        if (before != null
                && after != null
                && before.part().equals("rule")
                && !before.place().file().equals(after.place().file())) {
            details.add(new Detail("file", before.place().file(), after.place().file()));
        }
        for (Field field : come) {
            Field instead = gone.stream()
                    .filter(other ->
                            other.of().equals(field.of()) && other.key().equals(field.key()))
                    .findFirst()
                    .orElse(null);
            gone.remove(instead);
            details.add(new Detail(field.of(), instead == null ? null : instead.text(), field.text()));
        }
        gone.forEach(field -> details.add(new Detail(field.of(), field.text(), null)));
        return details;
    }

    /** Files that differ and mean the same: in remarks, in the order of their rules, or in how they are laid out. */
    private static List<Change> otherwiseWritten(RulebookFolder earlier, RulebookFolder later, List<Change> told) {
        Set<String> files = new HashSet<>();
        told.forEach(change -> {
            files.add(change.file());
            change.details().stream()
                    .filter(detail -> detail.of().equals("file") && detail.from() != null)
                    .forEach(detail -> files.add(detail.from()));
        });
        List<Change> changes = new ArrayList<>();
        for (String path : later.paths()) {
            Action action = !earlier.has(path)
                    ? Action.ADDED
                    : Arrays.equals(later.bytes(path), earlier.bytes(path)) ? null : Action.CHANGED;
            if (action != null && !files.contains(path)) {
                changes.add(new Change("file", action, path, path, 1, null, List.of()));
            }
        }
        for (String path : earlier.paths()) {
            if (!later.has(path) && !files.contains(path)) {
                changes.add(new Change("file", Action.REMOVED, path, path, 1, null, List.of()));
            }
        }
        return changes;
    }
}

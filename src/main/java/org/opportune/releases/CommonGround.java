package org.opportune.releases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.opportune.kernel.Nearest;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookContent;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/** What two rulebooks must declare alike, since both read the same customers, events and requests. What rules find of a customer, and what is offered, may differ. */
record CommonGround(Terms terms, Vocabulary vocabulary) {
    private static final int SHOWN = 5;

    static CommonGround of(Rulebook rulebook) {
        return new CommonGround(rulebook.terms(), rulebook.vocabulary());
    }

    static CommonGround of(RulebookContent content) {
        return new CommonGround(content.terms(), content.vocabulary());
    }

    /** What the other one declares otherwise, in the words of the files; empty when they have all in common. */
    List<String> differences(CommonGround other) {
        Terms one = terms;
        Terms two = other.terms;
        Vocabulary first = vocabulary;
        Vocabulary second = other.vocabulary;
        List<String> differences = new ArrayList<>();
        compare("timeZone", one.zone(), two.zone(), differences);
        compare("locales", one.locales(), two.locales(), differences);
        compare("defaultLocale", one.defaultLocale(), two.defaultLocale(), differences);
        compare("baseCurrency or rates", one.rates().toString(), two.rates().toString(), differences);
        compare("limits: placements", one.mostPlacements(), two.mostPlacements(), differences);
        compare("limits: offersPerPlacement", one.mostOffers(), two.mostOffers(), differences);
        compareAll("attributes", first.attributes(), second.attributes(), differences);
        compareAll("context", first.context(), second.context(), differences);
        compareAll("events", first.events(), second.events(), differences);
        compareAll("features", first.features(), second.features(), differences);
        compare("stages", new TreeSet<>(first.stageIds()), new TreeSet<>(second.stageIds()), differences);
        compareAll("channels", first.channels(), second.channels(), differences);
        compareAll("placements", asked(first), asked(second), differences);
        compareAll("purposes", first.purposes(), second.purposes(), differences);
        compare("dimensions", new TreeSet<>(first.dimensions()), new TreeSet<>(second.dimensions()), differences);
        return differences;
    }

    /** What a request means by a placement; its fallback is what is offered. */
    private static Map<String, List<Object>> asked(Vocabulary vocabulary) {
        Map<String, List<Object>> asked = new LinkedHashMap<>();
        vocabulary
                .placements()
                .forEach((id, placement) -> asked.put(id, List.of(placement.channel(), placement.offers())));
        return asked;
    }

    private static void compare(String what, Object one, Object two, List<String> differences) {
        if (!one.equals(two)) {
            differences.add(what);
        }
    }

    /** Their order counts too: facts and figures are kept by it. */
    private static void compareAll(String what, Map<String, ?> one, Map<String, ?> two, List<String> differences) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(two.keySet());
        names.removeIf(name -> one.containsKey(name) && one.get(name).equals(two.get(name)));
        if (!names.isEmpty()) {
            List<String> shown =
                    names.stream().limit(SHOWN).map(Nearest::shorten).toList();
            differences.add(what + " (" + String.join(", ", shown) + (names.size() > SHOWN ? ", …)" : ")"));
        } else if (!List.copyOf(one.keySet()).equals(List.copyOf(two.keySet()))) {
            differences.add(what + " (their order)");
        }
    }
}

package org.opportune.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Reads what reports tell decisions apart by, beside what they always do. */
final class DimensionsReader {
    /** Each has its own sums for each offer and day. */
    private static final int MOST = 10;

    /** Of which there are few values; whole numbers above 20 are one. */
    private static final Set<Type> TYPES = Set.of(Type.CHOICE, Type.CHOICES, Type.BOOLEAN, Type.INTEGER);

    /** What reports of offers have always. */
    private static final Set<String> ALWAYS = Set.of(
            "offer",
            "campaign",
            "channel",
            "placement",
            "stage",
            "release",
            "segment",
            "locale",
            KnownAttributes.COUNTRY,
            "arm");

    private DimensionsReader() {}

    static List<String> read(
            YamlNode root,
            Map<String, Property> attributes,
            Map<String, Property> context,
            Map<String, Feature> features) {
        Map<String, Type> types = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> types.put(name, attribute.type()));
        context.forEach((name, attribute) -> types.put(name, attribute.type()));
        features.forEach((name, feature) -> types.put(name, feature.type()));
        List<String> dimensions = new ArrayList<>();
        root.get("dimensions").ifPresent(list -> {
            if (list.items().size() > MOST) {
                list.fail("at most " + MOST + " dimensions are allowed");
            }
            for (YamlNode item : list.items()) {
                String name = item.text();
                Type type = types.get(name);
                if (ALWAYS.contains(name)) {
                    item.fail("reports tell decisions apart by '" + name + "' always");
                } else if (type == null) {
                    item.fail(Nearest.unknown("attribute, context attribute or feature", name, types.keySet()));
                } else if (!TYPES.contains(type)) {
                    item.fail(
                            "'" + name + "' is of type " + type.word()
                                    + ", of which there are many values; reports tell apart by choice, choices, boolean and integer");
                } else if (dimensions.contains(name)) {
                    item.fail("the dimension '" + name + "' stands here twice");
                } else {
                    dimensions.add(name);
                }
            }
        });
        return List.copyOf(dimensions);
    }
}

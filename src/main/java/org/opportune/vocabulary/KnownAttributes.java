package org.opportune.vocabulary;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opportune.kernel.YamlNode;

/** The attributes that the server itself looks at, whatever rules say of them. A vocabulary may leave them out, and cannot mean something else by their names. */
public final class KnownAttributes {
    /** Whether somebody must not be contacted. */
    public static final String DO_NOT_CONTACT = "doNotContact";

    public static final String BIRTH_DATE = "birthDate";

    /** Such as {@code Europe/Helsinki}. */
    public static final String TIME_ZONE = "timeZone";

    /** Two letters of ISO 3166, such as {@code FI}. */
    public static final String COUNTRY = "country";

    private static final Set<Type> TEXTS = Set.of(Type.TEXT, Type.CHOICE);

    private static final Map<String, Set<Type>> TYPES = new TreeMap<>(Map.of(
            DO_NOT_CONTACT,
            Set.of(Type.BOOLEAN),
            BIRTH_DATE,
            Set.of(Type.DATE),
            TIME_ZONE,
            TEXTS,
            COUNTRY,
            TEXTS,
            "language",
            TEXTS));

    private KnownAttributes() {}

    /** With findings at what a vocabulary means otherwise. */
    static void check(YamlNode root) {
        Map<String, YamlNode> attributes =
                root.get("attributes").map(YamlNode::entries).orElse(Map.of());
        TYPES.forEach((name, types) -> {
            YamlNode attribute = attributes.get(name);
            if (attribute != null) {
                attribute.get("type").ifPresent(type -> Type.of(type.text())
                        .filter(given -> !types.contains(given))
                        .ifPresent(given -> type.fail("'" + name
                                + "' is an attribute that the server knows; its type is "
                                + types.stream().map(Type::word).sorted().collect(Collectors.joining(" or "))
                                + ", not " + given.word())));
            }
            for (String part : Set.of("context", "features")) {
                boolean isSaid = part.equals("features") && attribute != null; // that two things have one name
                root.get(part)
                        .flatMap(things -> things.get(name))
                        .filter(thing -> !isSaid)
                        .ifPresent(thing -> thing.failName("'" + name
                                + "' is the name of an attribute that the server knows; choose another name"));
            }
        });
    }
}

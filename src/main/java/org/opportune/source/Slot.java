package org.opportune.source;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opportune.vocabulary.Type;

/** What may stand in a place of a sentence that its author fills. A slot is named after it, with or without a number: {@code {amount}}, {@code {amount2}}. */
enum Slot {
    NUMBER("number of the vocabulary"),
    TEXT("text of the vocabulary"),
    SET("set of the vocabulary"),
    FLAG("yes-or-no of the vocabulary"),
    DAY("day of the vocabulary"),
    TIME("time of the vocabulary"),
    PROPERTY("property of the vocabulary"),
    AMOUNT("number"),
    FORMULA("number of the vocabulary"),
    VALUE("value"),
    VALUES("value"),
    DATE("day"),
    MOMENT("time"),
    WORDS("text in quotes"),
    STAGE("stage"),
    SEGMENT("segment"),
    SCORE("score"),
    POINTS("number of points"),
    OFFER("offer"),
    QUANTITY("number");

    private static final Set<Slot> PROPERTIES = EnumSet.range(NUMBER, PROPERTY);

    private final String what;

    Slot(String what) {
        this.what = what;
    }

    /** As messages call it. */
    String what() {
        return what;
    }

    static Optional<Slot> of(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        String word = name.substring(0, end);
        return Arrays.stream(values()).filter(slot -> slot.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a property of the vocabulary fills it, to which a value may belong. */
    boolean isProperty() {
        return PROPERTIES.contains(this);
    }

    /** Whether a property of this type fills it. */
    boolean takes(Type type) {
        return switch (this) {
            case NUMBER, FORMULA, POINTS, QUANTITY -> type == Type.INTEGER || type == Type.NUMBER || type == Type.MONEY;
            case TEXT -> type == Type.TEXT || type == Type.CHOICE;
            case SET -> type == Type.CHOICES;
            case FLAG -> type == Type.BOOLEAN;
            case DAY, DATE -> type == Type.DATE;
            case TIME, MOMENT -> type == Type.DATE_TIME;
            case PROPERTY -> type != Type.ITEMS;
            default -> false;
        };
    }
}

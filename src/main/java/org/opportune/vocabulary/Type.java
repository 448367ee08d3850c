package org.opportune.vocabulary;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types of the vocabulary, and the Java class that each has on a fact. */
public enum Type {
    TEXT("text", String.class),
    INTEGER("integer", Integer.class),
    NUMBER("number", Double.class),
    MONEY("money", Double.class),
    BOOLEAN("boolean", Boolean.class),
    DATE("date", LocalDate.class),
    DATE_TIME("dateTime", LocalDateTime.class),
    CHOICE("choice", String.class),
    CHOICES("choices", Set.class),
    ITEMS("items", List.class);

    private final String word;
    private final Class<?> fact;

    Type(String word, Class<?> fact) {
        this.word = word;
        this.fact = fact;
    }

    /** As the vocabulary writes it. */
    public String word() {
        return word;
    }

    /** The class of the property on a fact. */
    public Class<?> fact() {
        return fact;
    }

    static Optional<Type> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Type::word).toList();
    }
}

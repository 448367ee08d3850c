package org.opportune.vocabulary;

import java.util.LinkedHashMap;
import java.util.Map;

/** The shapes of the three facts that rules match on, made from a vocabulary. */
public record Facts(FactShape customer, FactShape context, FactShape classification) {
    /** What every context holds beside the declared context attributes. */
    public static final Map<String, Type> CONTEXT = always();

    public static Facts of(Vocabulary vocabulary) {
        Map<String, Type> context = new LinkedHashMap<>(CONTEXT);
        vocabulary.context().forEach((name, attribute) -> context.put(name, attribute.type()));
        Map<String, Type> classification = new LinkedHashMap<>();
        classification.put("stage", Type.TEXT);
        classification.put("segments", Type.CHOICES);
        vocabulary.scores().forEach((name, score) -> {
            classification.put(name, Type.INTEGER);
            if (!score.levels().isEmpty()) {
                classification.put(name + "Level", Type.TEXT);
            }
        });
        return new Facts(
                new FactShape("Customer", vocabulary.customerFact()),
                new FactShape("Context", context),
                new FactShape("Classification", classification));
    }

    private static Map<String, Type> always() {
        Map<String, Type> context = new LinkedHashMap<>();
        context.put("channel", Type.TEXT);
        context.put("locale", Type.TEXT);
        context.put("hour", Type.INTEGER);
        context.put("dayOfWeek", Type.INTEGER);
        context.put("date", Type.DATE);
        context.put("known", Type.BOOLEAN);
        return context;
    }
}

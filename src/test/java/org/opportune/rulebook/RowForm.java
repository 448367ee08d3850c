package org.opportune.rulebook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.model.Canonical;
import org.opportune.model.Fact;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.Facts;

/**
 * Lets a source that nobody checked speak of the row, as canonical DRL does, so that it compiles and gets as far as it can: what is read as facts of
 * {@code Customer} and {@code Context} becomes properties of the step's row.
 */
final class RowForm {
    /** What stands behind a dot is a verb, or a member of something. */
    private static final Pattern PART =
            Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|\\.?[A-Za-z_$][A-Za-z_0-9]*|.", Pattern.DOTALL);

    private final Map<String, String> properties = new LinkedHashMap<>();

    RowForm(Facts facts) {
        add(Fact.CUSTOMER, facts.customer());
        add(Fact.CONTEXT, facts.context());
        add(Fact.CLASSIFICATION, facts.classification());
        add(Fact.OFFER, facts.offer());
    }

    private void add(Fact fact, FactShape shape) {
        for (FactProperty property : shape.properties()) {
            properties.putIfAbsent(property.name(), Canonical.property(fact, property.name()));
        }
    }

    static Step step(String source) {
        return Arrays.stream(Step.values())
                .filter(step -> source.contains("package " + step.packageName()))
                .findFirst()
                .orElse(Step.CLASSIFICATION);
    }

    String of(String source) {
        String row = Canonical.row(step(source));
        StringBuilder result = new StringBuilder();
        Matcher parts = PART.matcher(source);
        while (parts.find()) {
            String part = parts.group();
            result.append(
                    switch (part) {
                        case "Customer", "Context", "Classification", "Offer" -> row;
                        case ".Customer", ".Context", ".Classification", ".Offer" -> "." + row;
                        default -> properties.getOrDefault(part, part);
                    });
        }
        return result.toString();
    }
}

package org.opportune.catalogue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Identifiers;

/** Numbers and ids of {@code experiments.yaml}. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?");

    private Numbers() {}

    /** 1 with a finding when it is no number within the bounds. */
    static double number(YamlNode node, String least, String most, String expected) {
        return decimal(node, least, most, expected).doubleValue();
    }

    /** The same, exactly. */
    static BigDecimal decimal(YamlNode node, String least, String most, String expected) {
        String text = node.text();
        if (NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0) {
                return number;
            }
        }
        if (!node.isMissing() && !node.isMap() && !node.isList()) {
            node.fail("'" + Nearest.shorten(text) + "' is not " + expected + WrittenNumber.hint(text));
        }
        return BigDecimal.ONE;
    }

    /** With a finding at the name when it is no id. */
    static void checkId(YamlNode declared, String id) {
        if (!Ids.isId(id)) {
            String meant = Identifiers.dashed(id);
            declared.failName("'" + Nearest.shorten(id)
                    + "' is no id: small letters and digits with dashes between them, at most 60"
                    + (Ids.isId(meant) ? "; write " + meant : ""));
        }
    }
}

package org.opportune.catalogue;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.opportune.intake.RulebookFolder;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;

/** Reads {@code experiments.yaml}; a rulebook without it does not explore. */
public final class ExperimentsReader {
    static final String FILE = "experiments.yaml";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?");

    private ExperimentsReader() {}

    public static Exploration read(RulebookFolder folder, Findings findings) {
        if (!folder.has(FILE)) {
            return Exploration.NONE;
        }
        YamlNode root = YamlNode.read(FILE, folder.text(FILE), findings);
        root.entries(Set.of("exploration"));
        return root.get("exploration").map(ExperimentsReader::exploration).orElse(Exploration.NONE);
    }

    private static Exploration exploration(YamlNode node) {
        node.entries(Set.of("share", "temperature"));
        return new Exploration(
                number(node.required("share"), "0", "1", "a share of the decisions from 0 to 1 such as 0.05"),
                number(node.required("temperature"), "0.05", "100", "a temperature from 0.05 to 100 such as 0.5"));
    }

    private static double number(YamlNode node, String least, String most, String expected) {
        String text = node.text();
        if (NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            if (number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0) {
                return number.doubleValue();
            }
        }
        if (!node.isMissing() && !node.isMap() && !node.isList()) {
            node.fail("'" + Nearest.shorten(text) + "' is not " + expected + WrittenNumber.hint(text));
        }
        return 1;
    }
}

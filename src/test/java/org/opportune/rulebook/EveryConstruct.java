package org.opportune.rulebook;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;

/** A rulebook whose rules have every test, type, attribute and saying that canonical DRL can print. */
final class EveryConstruct {
    private static final List<String> SIGNS = List.of("==", "!=", "<", "<=", ">", ">=");

    /** As many as a rule may say. */
    private static final int MOST_SAYINGS = 20;

    /** How many rules make the engine list them in more than one class, and in yet another way. */
    static final List<Integer> MANY = List.of(1_000, 3_100);

    private EveryConstruct() {}

    static SmallShop shop(int many) {
        SmallShop shop = new SmallShop();
        shop.change("vocabulary.yaml", "attributes:\n", """
                attributes:
                  whole: {type: integer, label: {en: Whole}}
                  part: {type: number, label: {en: Part}}
                  spent: {type: money, label: {en: Spent}}
                  flag: {type: boolean, label: {en: Flag}}
                  other: {type: boolean, label: {en: Other}}
                  day: {type: date, label: {en: Day}}
                  later: {type: date, label: {en: Later}}
                  time: {type: dateTime, label: {en: Time}}
                  next: {type: dateTime, label: {en: Next}}
                  colours: {type: choices, label: {en: Colours}, choices: {red: {en: Red}, blue: {en: Blue}}}
                """);
        StringBuilder numbers = new StringBuilder("attributes:\n");
        for (int i = 0; i < MOST_SAYINGS; i++) {
            numbers.append("  n" + i + ": {type: number, label: {en: N" + i + "}}\n");
        }
        shop.change("vocabulary.yaml", "attributes:\n", numbers.toString());
        List<String> rules = new ArrayList<>();
        for (String tests : tests()) {
            rules.add("rule \"Test " + rules.size() + ": "
                    + tests.replace("\\", "").replace("\"", "'") + ".\"\n" + "when\n    Customer(" + tests
                    + ")\nthen\n    classify.segment(\"nordic\");\nend\n");
        }
        rules.add(attributes());
        for (int bound = 1; bound <= MOST_SAYINGS; bound++) {
            rules.add(bound(bound));
        }
        for (int i = 0; i < many; i++) {
            rules.add("rule \"One of many: " + i + "\" when Customer() then classify.segment(\"nordic\"); end\n");
        }
        shop.with("classification/every.drl", SmallShop.HEADER + String.join("\n", rules));
        shop.with("policy/every.drl", RandomRules.header(Step.POLICY) + """
                rule "Every saying of policy"
                when
                    Customer(whole > 3)
                    $offer : Offer(channel == "email", value >= 2)
                then
                    policy.suppress($offer, "CODE", "because of \\"it\\"");
                    policy.suppress($offer, "other-code", "and of this");
                end
                """);
        List<String> ranking = new ArrayList<>();
        for (int bound = 1; bound <= MOST_SAYINGS; bound++) {
            ranking.add(ranked(bound));
        }
        shop.with("arbitration/every.drl", RandomRules.header(Step.ARBITRATION) + String.join("\n", ranking));
        return shop;
    }

    /** The row itself is bound as well, for the verb. */
    private static String ranked(int count) {
        StringBuilder bindings = new StringBuilder();
        StringBuilder says = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bindings.append(i == 0 ? "" : ", ").append("$n" + i + " : n" + i);
            says.append(
                    switch (i % 4) {
                        case 0 -> "    rank.value($offer, $n" + i + ");\n";
                        case 1 -> "    rank.weight($offer, $n" + i + ", \"a weight\");\n";
                        case 2 -> "    rank.propensity($offer, $n" + i + ");\n";
                        default -> "    rank.weight($offer, $n" + i + ", \"another\");\n";
                    });
        }
        return "rule \"Ranks by " + count + " bound\"\nwhen\n    Customer(" + bindings
                + ")\n    $offer : Offer()\nthen\n" + says
                + (count < MOST_SAYINGS ? "    rank.value($offer, 12.5);\n" : "") + "end\n";
    }

    private static List<String> tests() {
        List<String> tests = new ArrayList<>(List.of(""));
        for (String sign : SIGNS) {
            for (String pair : List.of(
                    "whole/7",
                    "part/-7.25",
                    "spent/0",
                    "day/\"2026-03-01\"",
                    "time/\"2026-03-01T10:15:00Z\"",
                    "whole/part",
                    "day/later",
                    "time/next")) {
                tests.add(pair.replace("/", " " + sign + " "));
            }
            tests.add("whole * 2 - part / 4 + 1 " + sign + " spent");
            tests.add("(whole + 1 " + sign + " 3 || part " + sign + " 2) && spent " + sign + " 5");
        }
        for (String sign : List.of("==", "!=")) {
            for (String pair : List.of(
                    "language/\"f\\\"i\\\\ \\u00e4\"",
                    "country/\"FI\"",
                    "language/country",
                    "flag/true",
                    "flag/other",
                    "whole/null",
                    "language/null",
                    "day/null",
                    "time/null",
                    "flag/null",
                    "colours/null")) {
                tests.add(pair.replace("\\u00e4", "ä").replace("/", " " + sign + " "));
            }
        }
        for (String not : List.of("", "not ")) {
            tests.add("whole " + not + "in (1, 2, 3)");
            tests.add("part " + not + "in (1.5, 2)");
            tests.add("language " + not + "in (\"fi\", \"sv\")");
            tests.add("day " + not + "in (\"2026-03-01\", \"2026-03-02\")");
            tests.add("time " + not + "in (\"2026-03-01T10:15:00Z\", \"2026-03-01T11:15:00Z\")");
            tests.add("colours " + not + "contains \"red\"");
            tests.add("colours " + not + "contains language");
            tests.add("language " + not + "memberOf colours");
            tests.add("language " + not + "contains \"i\"");
            tests.add("language " + not + "str[startsWith] \"f\"");
            tests.add("language " + not + "str[endsWith] \"i\"");
            tests.add("whole " + not + "in (1, 2) || part " + not + "in (1) || language " + not
                    + "str[startsWith] \"f\" && whole " + not + "in (7)");
        }
        tests.add("!(whole > 3 || language == \"fi\" && flag)");
        return tests;
    }

    /** The engine has a form of its own for each number of bound values. */
    private static String bound(int count) {
        StringBuilder bindings = new StringBuilder();
        StringBuilder says = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bindings.append(i == 0 ? "" : ", ").append("$n" + i + " : n" + i);
            says.append("    classify.score(\"loyalty\", $n" + i + ", \"points\");\n");
        }
        return "rule \"" + count + " bound\"\nwhen\n    Customer(" + bindings + ")\nthen\n" + says + "end\n";
    }

    private static String attributes() {
        return """
                rule "Every attribute and saying"
                    salience -5
                    activation-group "one"
                    date-effective "2020-01-01"
                    date-expires "2100-01-01"
                when
                    $c : Customer($w : whole, $p : part > 1, $s : spent)
                    Context(cartValue > $w || cartValue == null, hour >= 0)
                then
                    classify.stage("lapsed");
                    classify.segment("nordic");
                    classify.score("loyalty", $w, "points of a \\"whole\\"");
                    classify.score("loyalty", $p, "points of a part");
                    classify.score("loyalty", $s, "points of money");
                    classify.score("loyalty", -3, "points");
                end
                rule "One or the other"
                    activation-group "one"
                when
                    Customer(whole > 3) or Context(cartValue > 2) or (Customer(flag) and Context(known))
                then
                    classify.segment("nordic");
                end
                """;
    }

    /** Runs all rules over customers who are known in everything, and in nothing. */
    static void run(Rulebook rulebook) {
        for (boolean known : new boolean[] {true, false}) {
            try (RuleSession session = rulebook.open()) {
                session.customer(values(rulebook.facts().customer(), known));
                session.context(values(rulebook.facts().context(), known));
                session.fire(Step.CLASSIFICATION);
                session.classification(values(rulebook.facts().classification(), known));
                session.fire(Step.ELIGIBILITY);
                session.fire(Step.POLICY, values(rulebook.facts().offer(), known));
                session.fire(Step.ARBITRATION, values(rulebook.facts().offer(), known));
            }
        }
    }

    static FactValues values(FactShape shape, boolean known) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (FactProperty property : known ? shape.properties() : List.<FactProperty>of()) {
            Object value =
                    switch (property.type()) {
                        case INTEGER -> 7;
                        case NUMBER, MONEY -> 7.5;
                        case BOOLEAN -> true;
                        case DATE -> LocalDate.of(2026, 3, 1);
                        case DATE_TIME -> LocalDateTime.of(2026, 3, 1, 10, 15);
                        case CHOICES -> Set.of("red", "nordic");
                        case ITEMS -> null;
                        default ->
                            property.choices() == null
                                    ? "fi"
                                    : property.choices().keySet().iterator().next();
                    };
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return FactValues.of(shape, values);
    }
}

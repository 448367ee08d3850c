package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.opportune.model.Fact;
import org.opportune.model.Step;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.FactShape;

/** Rule files as authors write them, with every construct of the rules' language, made by chance over the words of {@link WideShop}. */
final class RandomRules {
    private final Step step;
    private final boolean stock;
    private final RandomTests tests;

    RandomRules(Step step) {
        this(step, false);
    }

    private RandomRules(Step step, boolean stock) {
        this.step = step;
        this.stock = stock;
        this.tests = stock ? RandomTests.forStock() : new RandomTests();
    }

    /** Of what the language has, only that which a stock engine understands in the same way; see {@link StockDifferencesTest} for the rest. */
    static RandomRules forStock(Step step) {
        return new RandomRules(step, true);
    }

    Arbitrary<String> file(int fewest, int most) {
        return rule().list().ofMinSize(fewest).ofMaxSize(most).map(this::file);
    }

    private String file(List<String> rules) {
        StringBuilder file = new StringBuilder(header(step));
        for (int i = 0; i < rules.size(); i++) {
            file.append("\nrule \"").append(i).append(rules.get(i)).append("end\n");
        }
        return file.toString();
    }

    static String header(Step step) {
        return "package " + step.packageName() + ";\n"
                + step.facts().stream()
                        .map(fact -> "import " + Step.FACTS + "." + fact + ";\n")
                        .collect(Collectors.joining())
                + "global " + step.verbs() + " " + step.global() + ";\n";
    }

    /** Behind the beginning of its name, up to its end. */
    private Arbitrary<String> rule() {
        return Combinators.combine(name(), attributes(), leftSide())
                .flatAs((name, attributes, left) -> says(left.contains("$n :"))
                        .map(says -> left.contains("$x : Offer") ? says.replace("$offer", "$x") : says)
                        .map(says -> name + "\"\n" + attributes + "when\n" + left + "then\n" + says));
    }

    private Arbitrary<String> name() {
        return Arbitraries.of(
                "",
                " orders often",
                " it's cheap, isn't it?",
                " – 50 % // off",
                " 东京的客户",
                " end then when",
                " a rule $n ()",
                stock ? " says hi" : " say \\\"hi\\\" \\\\ twice"); // quotation marks end the name to a stock engine
    }

    private Arbitrary<String> attributes() {
        // at the very millisecond that a day begins, which the random times meet, a stock engine does not hold yet
        String effective = stock ? "2026-02-28" : "2026-03-01";
        Arbitrary<String> salience = Arbitraries.of("", "", "", "salience 10\n", "salience -5 ", "salience (3),\n");
        Arbitrary<String> group =
                Arbitraries.of("", "", "", "activation-group \"one\"\n", "activation-group \"it's 2\" ");
        Arbitrary<String> days = Arbitraries.of(
                "",
                "",
                "",
                "date-effective \"" + effective + "\"\n",
                "date-expires \"2026-03-01\"\n",
                "date-effective \"1999-12-31\" date-expires \"2026-03-02\"\n");
        // of some groups with a rule that is out of date a stock engine fails: a NullPointerException of its own
        return Combinators.combine(salience, group, days).as((a, b, c) -> a + b + (stock && !b.isEmpty() ? "" : c));
    }

    /** Rules that judge candidates ask for the candidate as well, whatever else they ask for. */
    private Arbitrary<String> leftSide() {
        return step.hasOffer()
                ? Combinators.combine(withoutOffer(), tests.constraints(Fact.OFFER), Arbitraries.of("$offer", "$x"))
                        .as((left, offer, name) -> left + name + " : Offer(" + offer + ")\n")
                : withoutOffer();
    }

    private Arbitrary<String> withoutOffer() {
        return step == Step.CLASSIFICATION
                ? Arbitraries.oneOf(
                        pattern(Fact.CUSTOMER),
                        Combinators.combine(pattern(Fact.CUSTOMER), pattern(Fact.CONTEXT))
                                .as((a, b) -> a + b),
                        Combinators.combine(pattern(Fact.CUSTOMER), pattern(Fact.CUSTOMER))
                                .as((a, b) -> a + " or " + b),
                        Combinators.combine(pattern(Fact.CONTEXT), pattern(Fact.CUSTOMER))
                                .as((a, b) -> "(" + a + " or " + b + ")\n"),
                        bound())
                : Arbitraries.oneOf(
                        pattern(Fact.CLASSIFICATION),
                        Combinators.combine(pattern(Fact.CUSTOMER), pattern(Fact.CONTEXT), pattern(Fact.CLASSIFICATION))
                                .as((a, b, c) -> a + b + c),
                        Combinators.combine(pattern(Fact.CLASSIFICATION), pattern(Fact.CUSTOMER), pattern(Fact.CONTEXT))
                                .as((a, b, c) -> a + " or (" + b + " and " + c + ")\n"),
                        Combinators.combine(pattern(Fact.CLASSIFICATION), pattern(Fact.CONTEXT), pattern(Fact.CUSTOMER))
                                .as((a, b, c) -> "(" + a + " or " + b + ")\n" + c),
                        bound());
    }

    private Arbitrary<String> pattern(Fact fact) {
        return tests.constraints(fact).map(constraints -> fact.word() + "(" + constraints + ")\n");
    }

    /** What one pattern binds the next compares with, and the right side says. */
    private Arbitrary<String> bound() {
        Fact first = step == Step.CLASSIFICATION ? Fact.CUSTOMER : Fact.CLASSIFICATION;
        Fact second = step == Step.CLASSIFICATION ? Fact.CONTEXT : Fact.CUSTOMER;
        FactShape shape = RandomTests.shape(first);
        List<FactProperty> numbers =
                shape.properties().stream().filter(RandomTests::isNumber).toList();
        List<FactProperty> texts =
                shape.properties().stream().filter(RandomTests::isText).toList();
        return Combinators.combine(
                        Arbitraries.of(numbers),
                        Arbitraries.of(texts),
                        tests.constraints(first),
                        tests.constraints(second),
                        tests.comparedWithBound(second),
                        Arbitraries.of("", " == \"FI\""))
                .as((number, text, one, two, tests, bindingTest) -> {
                    List<String> parts = new ArrayList<>();
                    parts.add("$n : " + number.name());
                    parts.add("$t : " + text.name());
                    if (!one.isEmpty()) {
                        parts.add(one);
                    }
                    String other = two.isEmpty() ? tests : two + ", " + tests;
                    return "$f : " + first.word() + "(" + String.join(", ", parts) + ")\n" + second.word() + "(" + other
                            + ")\n";
                });
    }

    private Arbitrary<String> says(boolean bound) {
        List<String> says =
                switch (step) {
                    case ELIGIBILITY ->
                        List.of(
                                "offers.propose(\"help\");\n",
                                "offers.propose(\"gift\");\n",
                                "offers.propose( 'voucher' ) ;\n");
                    case POLICY ->
                        List.of(
                                "policy.suppress($offer, \"OPEN-COMPLAINT\", \"it's open\");\n",
                                "policy.suppress( $offer , 'cool_down' , \"declined \\\"twice\\\"\" ) ;\n");
                    case ARBITRATION ->
                        List.of(
                                "rank.value($offer, 12.5);\n",
                                stock ? "rank.value($offer, 1000000);\n" : "rank.value($offer, 1000000000000);\n",
                                "rank.weight($offer, 0, \"not now\");\n",
                                "rank.weight($offer, 100, \"now \\\"or\\\" never\");\n",
                                "rank.propensity($offer, 0.02);\n",
                                "rank.propensity($offer, 1);\n",
                                bound ? "rank.value($offer, $n);\n" : "rank.value($offer, 0);\n",
                                bound ? "rank.weight($offer, $n, 'bound');\n" : "rank.weight($offer, 1, 'one');\n",
                                bound ? "rank.propensity($offer, $n);\n" : "rank.propensity($offer, 0);\n");
                    case CLASSIFICATION ->
                        List.of(
                                "classify.stage(\"lapsed\");\n",
                                "classify.stage(\"engagement\");\n",
                                "classify.segment(\"vip\");\n",
                                "classify.score(\"loyalty\", 10, \"it's said\");\n",
                                "classify.score(\"risk\", -999999999, \"a \\\"sign\\\"\");\n",
                                bound
                                        ? "classify.score(\"loyalty\", $n, \"as bound\");\n"
                                        : "classify.score(\"loyalty\", 0, \"nothing\");\n");
                };
        return Arbitraries.of(says).list().ofMinSize(1).ofMaxSize(3).map(list -> String.join("", list));
    }
}

package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.opportune.model.Canonical;
import org.opportune.model.Step;

/**
 * Splices good rules and attacks, token by token: what is of one sort changes places, pieces of attacks come between, into texts and into cells. Some
 * changes keep the grammar, so that a good part of the mutants is accepted and must then be harmless.
 */
final class Mutants {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|//[^\n]*|/\\*.*?\\*/|[A-Za-z_$][A-Za-z_0-9]*|[0-9][0-9.]*|\\s+|[=!<>]=|&&|\\|\\||.",
            Pattern.DOTALL);
    private static final List<String> SHARP = List.of(
            "\"",
            "\\",
            "'",
            "*/",
            "/*",
            "//",
            "\n",
            "\\u0022",
            "\\u002a\\u002f",
            "\u200B",
            "\u202E",
            "\u2028",
            "\r",
            "\0",
            ");",
            "} }",
            "$param",
            "^{22}",
            "${1}",
            "\u037E",
            "\uFF02",
            "\uD800");

    /** How the lines begin after which the parts of a file stand. */
    private static final List<String> SECTIONS = List.of("global", "rule ", "when", "then", "end");

    private static final int RIGHT_SIDE = 3;

    private static final Set<String> PROPERTIES =
            Set.copyOf(WideShop.FACTS.customer().names());

    private final List<List<String>> attacks = Attack.all().stream()
            .filter(attack -> attack.format().equals("drl") && !GeneratedAttacks.ALL.containsKey(attack.name()))
            .map(attack -> new String(attack.content(), StandardCharsets.UTF_8).replace("language", "city"))
            .map(Mutants::tokens)
            .toList();

    Arbitrary<Mutant> all() {
        return Arbitraries.of(Step.values()).flatMap(step -> Combinators.combine(
                        new RandomRules(step).file(1, 2),
                        new RandomRules(step).file(1, 2),
                        Arbitraries.longs().withoutEdgeCases())
                .as((one, other, seed) -> new Making(step, one, tokens(other), new Random(seed)).mutant()));
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(found -> found.group()).collect(Collectors.toList());
    }

    private enum Sort {
        TEXT,
        NUMBER,
        PROPERTY,
        RULE;

        boolean has(String token) {
            char first = token.charAt(0);
            return switch (this) {
                case TEXT -> first == '"' || first == '\'';
                case NUMBER -> Character.isDigit(first);
                case PROPERTY -> PROPERTIES.contains(token);
                case RULE -> token.equals("rule");
            };
        }
    }

    /** One mutant in the making. */
    private final class Making {
        private final Step step;
        private final String good;
        private final List<String> other;
        private final Random random;

        Making(Step step, String good, List<String> other, Random random) {
            this.step = step;
            this.good = good;
            this.other = other;
            this.random = random;
        }

        Mutant mutant() {
            return switch (random.nextInt(6)) {
                case 0 -> same("csv", table());
                case 1 -> same("drl", changed(new ArrayList<>(attack()), false));
                case 2 -> new Mutant(step, "drl", changed(tokens(good), false), raw());
                default -> new Mutant(step, "drl", changed(tokens(good), true), raw());
            };
        }

        private Mutant same(String format, String text) {
            return new Mutant(step, format, text, text);
        }

        /** The printed text of good rules, spliced, or with lines of attacks where such lines belong. */
        private String raw() {
            String printed = Canonical.print(step, RoundTripTest.read(step, good)) + "rule \"always\"\nwhen\n    "
                    + Canonical.row(step) + "()\nthen\nend\n";
            if (random.nextInt(3) == 0) {
                return changed(tokens(printed), false);
            }
            List<String> lines = new ArrayList<>(printed.lines().toList());
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                int section = random.nextBoolean() ? RIGHT_SIDE : random.nextInt(SECTIONS.size() - 1);
                String begin = SECTIONS.get(section);
                List<Integer> begins = IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).startsWith(begin))
                        .boxed()
                        .toList();
                boolean always = random.nextBoolean();
                int at = begins.get(always ? begins.size() - 1 : random.nextInt(begins.size()));
                lines.addAll(at + 1, lines(attack(), begin, SECTIONS.get(section + 1)));
            }
            return String.join("\n", lines) + "\n";
        }

        /** Between two beginnings. */
        private static List<String> lines(List<String> tokens, String begin, String end) {
            return String.join("", tokens)
                    .lines()
                    .dropWhile(line -> !line.startsWith(begin))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith(end))
                    .toList();
        }

        private String changed(List<String> tokens, boolean gently) {
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                if (gently) {
                    gently(tokens);
                } else {
                    roughly(tokens);
                }
            }
            return String.join("", tokens);
        }

        /** Keeps the grammar: pieces in names, numbers for numbers, texts for texts, and properties for properties. */
        private void gently(List<String> tokens) {
            int at = random.nextInt(tokens.size());
            int from = random.nextInt(other.size());
            switch (random.nextInt(6)) {
                case 0 -> tokens.set(next(tokens, at, Sort.NUMBER), other.get(next(other, from, Sort.NUMBER)));
                case 1 -> tokens.set(next(tokens, at, Sort.TEXT), other.get(next(other, from, Sort.TEXT)));
                case 2 -> tokens.set(next(tokens, at, Sort.PROPERTY), other.get(next(other, from, Sort.PROPERTY)));
                default -> {
                    int name = next(tokens, next(tokens, at, Sort.RULE), Sort.TEXT);
                    tokens.set(name, inText(tokens.get(name), escaped(piece())));
                }
            }
        }

        private void roughly(List<String> tokens) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(6)) {
                case 0 -> tokens.set(at, one(attack()));
                case 1 -> tokens.addAll(at, slice(attack(), 12));
                case 2 ->
                    tokens.subList(at, Math.min(tokens.size(), at + 1 + random.nextInt(4)))
                            .clear();
                case 3 -> tokens.addAll(at, slice(other, 12));
                case 4 -> {
                    int text = next(tokens, at, Sort.TEXT);
                    tokens.set(text, inText(tokens.get(text), random.nextBoolean() ? sharp() : piece()));
                }
                default -> tokens.add(at, sharp());
            }
            if (tokens.isEmpty()) {
                tokens.add(";");
            }
        }

        /** The next token of the sort, or where it began when there is none. */
        private int next(List<String> tokens, int from, Sort sort) {
            for (int i = 0; i < tokens.size(); i++) {
                int at = (from + i) % tokens.size();
                if (sort.has(tokens.get(at))) {
                    return at;
                }
            }
            return from;
        }

        private List<String> attack() {
            return attacks.get(random.nextInt(attacks.size()));
        }

        private String one(List<String> tokens) {
            return tokens.get(random.nextInt(tokens.size()));
        }

        private String sharp() {
            return SHARP.get(random.nextInt(SHARP.size()));
        }

        private String piece() {
            return String.join("", slice(attack(), 8)) + (random.nextInt(3) == 0 ? sharp() : "");
        }

        private List<String> slice(List<String> tokens, int most) {
            int at = random.nextInt(tokens.size());
            return List.copyOf(tokens.subList(at, Math.min(tokens.size(), at + 1 + random.nextInt(most))));
        }

        private String inText(String token, String piece) {
            int at = token.length() < 2 ? 0 : 1 + random.nextInt(token.length() - 1);
            return token.substring(0, at) + piece + token.substring(at);
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("'", "\\'")
                    .replaceAll("\\s+", " ");
        }

        /** A decision table, some of whose cells are pieces. */
        private String table() {
            String facts =
                    step.facts().stream().map(fact -> Step.FACTS + "." + fact).collect(Collectors.joining(", "));
            String action =
                    switch (step) {
                        case CLASSIFICATION -> "classify.segment(\"$param\");";
                        case ELIGIBILITY -> "offers.propose(\"$param\");";
                        case POLICY -> "policy.suppress($offer, \"CODE\", \"$param\");";
                        case ARBITRATION -> "rank.weight($offer, 2, \"$param\");";
                    };
            String said = step == Step.CLASSIFICATION ? "nordic" : "gift";
            List<List<String>> rows = List.of(
                    cells("RuleSet", step.packageName(), "", "", ""),
                    cells("Import", facts, "", "", ""),
                    cells("Variables", step.verbs() + " " + step.global(), "", "", ""),
                    cells("RuleTable Mutants", "", "", "", ""),
                    cells("NAME", "CONDITION", "CONDITION", "CONDITION", "ACTION"),
                    cells("", "Customer...", "", "", ""),
                    cells("", "city == \"$param\"", "orders90d >= $param", "country in ($param)", action),
                    cells("Name", "City", "Orders", "Countries", "Says"),
                    cells("One", "Oulu", "3", "\"FI\", \"SE\"", said),
                    cells("Two", "", "0", "", said));
            boolean inData = random.nextInt(4) > 0;
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                List<String> row = rows.get(inData ? 8 + random.nextInt(2) : random.nextInt(rows.size()));
                int column = random.nextInt(row.size());
                String cell = row.get(column);
                int at = random.nextInt(cell.length() + 1);
                String piece = random.nextInt(3) == 0 ? one(other) : piece();
                row.set(column, random.nextBoolean() ? piece : cell.substring(0, at) + piece + cell.substring(at));
            }
            return rows.stream()
                    .map(row -> row.stream()
                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .collect(Collectors.joining("\n", "", "\n"));
        }

        private static List<String> cells(String... cells) {
            return new ArrayList<>(List.of(cells));
        }
    }
}

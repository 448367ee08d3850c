package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.Grid.Cell;
import org.opportune.intake.WrittenNumber;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.source.Token.Sort;

/**
 * A column's template ({@code stage in ($param)}), and the cells that fill it. A cell is data: inside quotes it is the text itself, outside it is literals
 * and nothing else, so that no cell can say more than its column does.
 */
final class CellTokens {
    private static final Pattern FORALL = Pattern.compile("forall\\s*\\(\\s*(&&|\\|\\||,)\\s*\\)\\s*\\{([^{}]*)}");
    private static final Pattern INDEXED = Pattern.compile("\\$[1-9]");
    private static final int MOST_VALUES = 100;

    private final List<Token> template;
    private final String separator;
    private final boolean forall;
    private final boolean indexed;
    private final Findings findings;

    private CellTokens(List<Token> template, String separator, boolean forall, Findings findings) {
        this.template = template;
        this.separator = separator;
        this.forall = forall;
        this.indexed = template.stream()
                .anyMatch(token -> INDEXED.matcher(token.text()).find());
        this.findings = findings;
    }

    /** Reads a template; {@code forall(&&){…}} repeats it for each value of a cell. */
    static CellTokens of(Cell cell, Findings findings) {
        Matcher forall = FORALL.matcher(cell.text());
        boolean repeated = forall.matches();
        String text = repeated ? forall.group(2) : cell.text();
        List<Token> tokens = new ArrayList<>(Lexer.read(text, Places.always(cell.place()), findings));
        tokens.remove(tokens.size() - 1);
        CellTokens template = new CellTokens(tokens, repeated ? forall.group(1) : ",", repeated, findings);
        int highest = template.indexed ? template.highest() : 0;
        for (int i = 1; i < highest; i++) {
            if (!text.contains("$" + i)) {
                throw new Mistake(
                        Kind.TABLE_LAYOUT,
                        cell.place(),
                        "the template has $" + highest + " and no $" + i + ", so that value " + i
                                + " of each cell would say nothing; number them without a gap");
            }
        }
        return template;
    }

    CellTokens with(List<Token> changed) {
        return new CellTokens(changed, separator, forall, findings);
    }

    List<Token> template() {
        return template;
    }

    /** Whether a cell's text has a place in it. */
    boolean takesValue() {
        return forall || template.stream().anyMatch(token -> token.text().contains("$param")) || indexed;
    }

    /** The tokens of a row, without the end; what the cell says at its place, the rest at the template's. Throws a {@link Mistake} when the cell says more than a value. */
    List<Token> fill(Cell cell) {
        if (!forall && !indexed) {
            return fill(cell.place(), List.of(cell.text()), "$param");
        }
        List<String> values = new ArrayList<>();
        for (String value : cell.text().split(",", -1)) {
            values.add(value.strip());
        }
        if (values.size() > MOST_VALUES) {
            throw new Mistake(
                    Kind.TOO_COMPLEX,
                    cell.place(),
                    "the cell has " + values.size() + " values; at most " + MOST_VALUES);
        }
        if (indexed) {
            int needed = highest();
            if (values.size() > needed) {
                throw new Mistake(
                        Kind.TABLE_CELL,
                        cell.place(),
                        "the cell has " + values.size() + " values separated by commas, and its column takes " + needed
                                + WrittenNumber.hint(cell.text()));
            }
            return fill(cell.place(), values, "$");
        }
        List<Token> tokens = new ArrayList<>();
        tokens.add(symbol("(", cell.place()));
        for (String value : values) {
            if (tokens.size() > 1) {
                tokens.add(symbol(separator.equals(",") ? "&&" : separator, cell.place()));
            }
            tokens.addAll(fill(cell.place(), List.of(value), "$"));
        }
        tokens.add(symbol(")", cell.place()));
        return tokens;
    }

    private int highest() {
        return template.stream().mapToInt(CellTokens::highest).max().orElse(0);
    }

    private static int highest(Token token) {
        return INDEXED.matcher(token.text())
                .results()
                .mapToInt(found -> found.group().charAt(1) - '0')
                .max()
                .orElse(0);
    }

    private static Token symbol(String text, Place place) {
        return new Token(Sort.SYMBOL, text, place, 0);
    }

    private List<Token> fill(Place place, List<String> values, String placeholder) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < template.size(); i++) {
            Token token = template.get(i);
            String value = value(token.text(), values, placeholder, place);
            if (value == null) {
                tokens.add(new Token(token.sort(), token.text(), token.place(), 0));
            } else if (token.sort() == Sort.STRING) {
                tokens.add(new Token(Sort.STRING, quoted(token.text(), values, placeholder, place), place, 0));
            } else {
                boolean list = i > 0
                        && template.get(i - 1).is("(")
                        && i + 1 < template.size()
                        && template.get(i + 1).is(")");
                tokens.addAll(literals(value, list, place));
            }
        }
        return tokens;
    }

    /** What stands for a placeholder: {@code $param}, {@code $1} by its number, or {@code $} in forall. Null when there is none. */
    private @Nullable String value(String text, List<String> values, String placeholder, Place place) {
        if (placeholder.equals("$param")) {
            return text.contains("$param") ? values.get(0) : null;
        }
        if (forall) {
            return text.contains("$") ? values.get(0) : null;
        }
        Matcher number = INDEXED.matcher(text);
        if (!number.find()) {
            return null;
        }
        int index = number.group().charAt(1) - '1';
        if (index >= values.size()) {
            throw new Mistake(
                    Kind.TABLE_CELL,
                    place,
                    "the cell has " + values.size() + " values separated by commas, and its column needs "
                            + (index + 1));
        }
        return values.get(index);
    }

    private String quoted(String text, List<String> values, String placeholder, Place place) {
        String filled = text;
        if (placeholder.equals("$param")) {
            filled = text.replace("$param", safe(values.get(0), place));
        } else if (forall) {
            filled = text.replace("$", safe(values.get(0), place));
        } else {
            for (int i = values.size(); i >= 1; i--) {
                filled = filled.replace("$" + i, safe(values.get(i - 1), place));
            }
        }
        return filled;
    }

    private static String safe(String value, Place place) {
        if (value.contains("\"") || value.contains("\\") || value.contains("\n") || value.contains("\r")) {
            throw new Mistake(
                    Kind.CELL_BREAKS_OUT,
                    place,
                    "'" + Nearest.shorten(value)
                            + "' holds a quotation mark, a backslash or a line break; the column quotes its text already, so write the text alone");
        }
        return value;
    }

    private List<Token> literals(String value, boolean list, Place place) {
        List<Token> tokens = Lexer.read(value, Places.always(place), findings);
        List<Token> literals = new ArrayList<>();
        Tokens each = new Tokens(tokens);
        do {
            if (each.at("-")) {
                literals.add(each.next());
                literals.add(each.expect(Sort.NUMBER, "a number"));
                continue;
            }
            Token token = each.next();
            boolean literal = token.sort() == Sort.NUMBER
                    || token.sort() == Sort.STRING
                    || token.is("true")
                    || token.is("false")
                    || token.is("null");
            if (!literal) {
                throw breaksOut(value, token, list, place);
            }
            literals.add(token);
        } while (list && each.at(",") && literals.add(each.next()));
        if (!each.atEnd()) {
            throw breaksOut(value, each.peek(), list, place);
        }
        return literals;
    }

    private static Mistake breaksOut(String value, Token token, boolean list, Place place) {
        String expected = list
                ? "values separated by commas, texts in quotes"
                : "one value (a number such as 1250.5, or a text in quotes)";
        String flag = value.strip().toLowerCase(Locale.ROOT);
        String hint = flag.equals("true") || flag.equals("false")
                ? "; in small letters that is " + flag
                : WrittenNumber.hint(value);
        return new Mistake(
                token.isWord() || !hint.isEmpty() ? Kind.TABLE_CELL : Kind.CELL_BREAKS_OUT,
                place,
                "expected " + expected + ", found " + token.shown() + " in '" + Nearest.shorten(value) + "'" + hint);
    }
}

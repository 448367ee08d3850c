package org.opportune.wording;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.opportune.kernel.Nearest;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;

/**
 * Reads the texts of content, or says what is wrong with one. A text without a brace and without two square brackets is what it says. Bounded in
 * length, number and depth, since a file of content may be hostile.
 */
public final class WordingReader {
    static final int LONGEST = 2_000;
    static final int MOST = 20;
    /** A placeholder within a form of a plural has three braces around it. */
    private static final int DEEPEST = 4;

    /** {@code d'{name}}: to ICU the apostrophe makes a text of what follows, to its author it is one. */
    private static final Pattern SWALLOWING = Pattern.compile("[\\p{L}\\p{N}}]'\\{(?!')");

    private final Map<String, FactProperty> facts = new LinkedHashMap<>();
    private final Map<String, Forms> forms = new HashMap<>();
    private final String currency;

    public WordingReader(Facts facts, Terms terms) {
        this.currency = terms.rates().base();
        facts.classification().properties().stream()
                .filter(fact -> !fact.name().equals("stage"))
                .forEach(this::add);
        facts.customer().properties().forEach(this::add);
    }

    /** Of sets and truths there is no text. */
    private void add(FactProperty fact) {
        if (Forms.encoded(fact.type()) != null) {
            facts.put(fact.name(), fact);
        }
    }

    /** A text of a locale; what is wrong with it is told, and then it is empty. */
    public Wording text(String locale, String text, Consumer<String> wrong) {
        if (isPlain(text)) {
            return Wording.plain(text);
        }
        try {
            Forms said = forms.computeIfAbsent(locale, tag -> new Forms(tag, currency));
            return Wording.of(text, read(text, new PatternReader(text, facts, said)));
        } catch (Unreadable e) {
            wrong.accept(e.getMessage());
            return Wording.NOTHING;
        }
    }

    /** A link: values stand in it as components of a URL, behind the server. */
    public Wording link(String link, Consumer<String> wrong) {
        if (isPlain(link)) {
            if (!Links.isLink(link)) {
                wrong.accept(noLink(link));
            }
            return Wording.plain(link);
        }
        try {
            List<Piece> pieces = read(link, new PatternReader(link, facts, null));
            for (boolean isKnown : List.of(true, false)) {
                if (!Links.isLink(sample(pieces, isKnown))) {
                    throw new Unreadable(noLink(link));
                }
            }
            if (!Links.beginsWithItsServer(link)) {
                throw new Unreadable("a placeholder stands behind the server and the beginning of the path, as in"
                        + " /welcome?name={firstName}");
            }
            return Wording.of(link, pieces);
        } catch (Unreadable e) {
            wrong.accept(e.getMessage());
            return Wording.NOTHING;
        }
    }

    private static boolean isPlain(String text) {
        return text.indexOf('{') < 0 && !text.contains("[[");
    }

    private static String noLink(String link) {
        return "'" + Nearest.shorten(link) + "' is no link such as /welcome or https://example.com/welcome";
    }

    /** The link with every value known, or none. */
    private static String sample(List<Piece> pieces, boolean isKnown) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Literal literal) {
                out.append(literal.text());
            } else if (piece instanceof Piece.Value) {
                out.append('x');
            } else if (piece instanceof Piece.Passage passage && isKnown) {
                out.append(sample(passage.pieces(), true));
            }
        }
        return out.toString();
    }

    private List<Piece> read(String text, PatternReader reader) throws Unreadable {
        checkBounds(text);
        List<Piece> pieces = Passages.group(reader.pieces());
        if (pieces.stream().flatMap(piece -> Piece.facts(piece).stream()).count() > MOST) {
            throw new Unreadable("the text has more than " + MOST + " placeholders");
        }
        for (Piece piece : pieces) {
            boolean isPassage = piece instanceof Piece.Passage;
            List<String> said = Piece.facts(piece);
            if (isPassage && said.isEmpty()) {
                throw new Unreadable("what stands in [[ ]] says nothing of the customer, so that it is never left out;"
                        + " delete the brackets");
            }
            for (String fact : said) {
                FactProperty property = facts.get(fact);
                if (!isPassage && property != null && !property.alwaysKnown()) {
                    throw new Unreadable("'" + fact + "' may be unknown, which would leave a hole; put it in double"
                            + " brackets with the words that go with it, as in [[, {" + fact + "}]]");
                }
            }
        }
        if (!Piece.saysSomething(pieces)) {
            throw new Unreadable(
                    "nothing is left of the text where a value is unknown; let words stand outside of [[ ]]");
        }
        return pieces;
    }

    private static void checkBounds(String text) throws Unreadable {
        if (text.length() > LONGEST) {
            throw new Unreadable("a text with placeholders has at most " + LONGEST + " characters, and this one has "
                    + text.length());
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth > DEEPEST) {
                throw new Unreadable("the braces stand more than " + DEEPEST + " deep; a brace that is text is '{'");
            }
        }
        if (SWALLOWING.matcher(text).find()) {
            throw new Unreadable("an apostrophe right before { makes text of what is in the braces; write '' for an"
                    + " apostrophe there");
        }
    }
}

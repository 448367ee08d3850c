package org.opportune.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;
import org.opportune.model.Canonical;
import org.opportune.model.Step;

/** Reads what stands before the first rule: the header of the folder, to the letter, in any spacing. */
final class HeaderReader {
    static final Set<String> FORBIDDEN = Set.of(
            "package",
            "unit",
            "import",
            "global",
            "function",
            "declare",
            "query",
            "dialect",
            "template",
            "attributes",
            "salience",
            "agenda",
            "ruleflow",
            "lock",
            "no",
            "timer",
            "duration",
            "enabled",
            "auto",
            "activation",
            "date",
            "expander",
            "rules",
            "window",
            "entry",
            "trait",
            "enum",
            "class");
    private static final int LONGEST = 200;

    private final Step step;
    private final boolean canonical;
    private final Findings findings;

    HeaderReader(Step step, boolean canonical, Findings findings) {
        this.step = step;
        this.canonical = canonical;
        this.findings = findings;
    }

    /** Up to the first rule. */
    void read(Tokens tokens) {
        Place place = tokens.place();
        List<Token> header = new ArrayList<>();
        while (!tokens.atEnd() && !tokens.at("rule") && header.size() < LONGEST) {
            Token token = tokens.next();
            if (!token.is(";")) {
                header.add(token);
            }
        }
        List<String> words = header.stream().map(Token::text).toList();
        List<String> expected = expected(canonical ? Canonical.header(step) : text(step));
        if (words.equals(expected)) {
            return;
        }
        int wrong = 0;
        while (wrong < words.size()
                && wrong < expected.size()
                && words.get(wrong).equals(expected.get(wrong))) {
            wrong++;
        }
        Place at = wrong < header.size() ? header.get(wrong).place() : header.isEmpty() ? place : tokens.place();
        boolean more = wrong == expected.size() && wrong < header.size();
        if (more) {
            findings.in(
                    Kind.NOT_IN_LANGUAGE,
                    at,
                    header.get(wrong).shown() + " is not part of the rules' language; a file has its header and rules");
        } else {
            findings.in(
                    Kind.HEADER,
                    at,
                    "the header is not that of " + step.folder() + "/; it must be: "
                            + text(step).strip().replace("\n", " "));
        }
    }

    /** The header that an author writes. */
    static String text(Step step) {
        return "package " + step.packageName() + ";\n"
                + step.facts().stream()
                        .map(fact -> "import " + Step.FACTS + "." + fact + ";\n")
                        .collect(Collectors.joining())
                + "global " + step.verbs() + " " + step.global() + ";\n";
    }

    private static List<String> expected(String header) {
        return Lexer.read(header, Places.of(""), new Findings()).stream()
                .map(Token::text)
                .filter(text -> !text.equals(";") && !text.isEmpty())
                .toList();
    }
}

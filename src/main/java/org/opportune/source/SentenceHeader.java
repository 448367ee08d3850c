package org.opportune.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** Reads what stands before the first rule of a file of sentences: the folder's header, and then the line that names the language. */
final class SentenceHeader {
    private static final String EXPANDER = "expander";

    private final Languages languages;
    private final String file;
    private final Findings findings;

    SentenceHeader(Languages languages, String file, Findings findings) {
        this.languages = languages;
        this.file = file;
        this.findings = findings;
    }

    /** Copies the header, to be read as that of DRL. Null with a finding when it does not name a language. */
    @Nullable
    Language read(SentenceLines lines, Expansion expansion) {
        while (lines.hasNext()) {
            SentenceLines.Line line = lines.peek();
            Findings wrong = new Findings();
            List<Token> tokens = Lexer.read(line.text(), (row, column) -> Place.of(file, line.number(), column), wrong);
            if (tokens.get(0).is("rule")) {
                break;
            }
            lines.next();
            if (tokens.get(0).is(EXPANDER)) {
                return language(line);
            }
            if (tokens.stream().anyMatch(token -> token.is("rule")) || !wrong.isEmpty()) {
                findings.in(Kind.HEADER, lines.place(file, line), "this line is not part of the header; remove it");
            } else {
                expansion.copy(line.text(), line.number(), 1);
                expansion.newLine();
            }
        }
        findings.in(
                Kind.HEADER,
                lines.hasNext() ? lines.place(file, lines.peek()) : Place.of(file, 1, 1),
                "behind the header stands the line that names the language of the sentences; write for instance: expander "
                        + languages.byTag().keySet().stream()
                                .sorted()
                                .findFirst()
                                .orElse("en") + Languages.EXTENSION);
        return null;
    }

    private @Nullable Language language(SentenceLines.Line line) {
        String name = line.text().strip().substring(EXPANDER.length()).strip();
        name = name.endsWith(";") ? name.substring(0, name.length() - 1).strip() : name;
        Language language = name.endsWith(Languages.EXTENSION)
                ? languages.get(name.substring(0, name.length() - Languages.EXTENSION.length()))
                : null;
        if (language == null) {
            findings.in(
                    Kind.UNKNOWN_NAME,
                    Place.of(file, line.number(), line.text().indexOf(EXPANDER) + EXPANDER.length() + 2),
                    Nearest.unknown(
                            "language",
                            name,
                            languages.byTag().keySet().stream()
                                    .map(tag -> tag + Languages.EXTENSION)
                                    .toList()));
        }
        return language;
    }
}

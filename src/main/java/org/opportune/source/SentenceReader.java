package org.opportune.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Rule;
import org.opportune.model.Term.Ref;
import org.opportune.source.Token.Sort;

/**
 * Reads rules that are written in sentences of a language. Each sentence is looked up and said anew in DRL, which is read as any DRL; so a sentence can say
 * nothing that DRL could not, and no text of the file becomes DRL but between quotation marks.
 */
public final class SentenceReader {
    private static final List<String> KEYWORDS = List.of(Language.RULE, Language.WHEN, Language.THEN, Language.END);

    private final Names names;
    private final String file;
    private final Findings findings;
    private final Language language;
    private final Sentences sentences;
    private final SentenceLines lines;
    private final Expansion expansion;

    private SentenceReader(
            Names names, String file, Findings findings, Language language, SentenceLines lines, Expansion expansion) {
        this.names = names;
        this.file = file;
        this.findings = findings;
        this.language = language;
        this.lines = lines;
        this.expansion = expansion;
        this.sentences = new Sentences(new Dictionary(names, language), file, findings);
    }

    /** Reads a {@code .dslr} file: the header of the folder, {@code expander <language>.dsl}, and rules. */
    public static List<Rule> read(Names names, Languages languages, String file, String text, Findings findings) {
        SentenceLines lines = new SentenceLines(text);
        Expansion expansion = new Expansion(file);
        Language language = new SentenceHeader(languages, file, findings).read(lines, expansion);
        if (language == null) {
            return List.of();
        }
        new SentenceReader(names, file, findings, language, lines, expansion).rules();
        return DrlReader.read(names, expansion.text(), expansion, findings);
    }

    /** A rule as far as it is read. */
    private static final class Draft {
        private final List<SentenceLines.Line> head = new ArrayList<>();
        private final List<Sentences.Said> when = new ArrayList<>();
        private final List<Sentences.Said> then = new ArrayList<>();
        private boolean saysWrong;
    }

    private void rules() {
        while (lines.hasNext()) {
            SentenceLines.Line line = lines.peek();
            if (startsRule(line)) {
                rule();
            } else {
                lines.next();
                Place place = lines.place(file, line);
                findings.in(
                        Kind.SYNTAX,
                        place,
                        "expected '" + language.word(Language.RULE) + " \"…\"', found '"
                                + Nearest.shorten(line.text().strip()) + "'");
            }
        }
    }

    private boolean startsRule(SentenceLines.Line line) {
        List<Word> words = words(line, new Findings());
        int length = language.at(Language.RULE, words, 0);
        return length > 0 && words.size() > length && words.get(length).sort() == Word.Sort.QUOTE;
    }

    private List<Word> words(SentenceLines.Line line, Findings into) {
        try {
            return Words.read(line.text(), column -> Place.of(file, line.number(), column));
        } catch (Mistake mistake) {
            mistake.addTo(into);
            return List.of();
        }
    }

    private void rule() {
        Draft draft = new Draft();
        SentenceLines.Line first = lines.next();
        List<Word> words = words(first, findings);
        int name = language.at(Language.RULE, words, 0);
        String part = head(
                draft,
                first,
                words.subList(name + 1, words.size()),
                words.get(name).end());
        while (lines.hasNext() && !startsRule(lines.peek())) {
            SentenceLines.Line line = lines.next();
            words = words(line, findings);
            if (words.isEmpty()) {
                draft.saysWrong |= part.equals(Language.THEN);
            } else if (part.equals(Language.RULE)) {
                part = head(draft, line, words, 0);
            } else if (part.equals(Language.WHEN) && language.is(Language.THEN, words)) {
                part = Language.THEN;
            } else if (part.equals(Language.THEN) && language.is(Language.END, words)) {
                say(draft, first, words(first, new Findings()).get(name));
                return;
            } else {
                sentence(draft, part, line, words);
            }
        }
        findings.in(
                Kind.SYNTAX,
                lines.place(file, first),
                "the rule does not end; after what it says comes a line '" + language.word(Language.END) + "'");
    }

    private void sentence(Draft draft, String part, SentenceLines.Line line, List<Word> words) {
        Sentences.Said said =
                part.equals(Language.WHEN) ? sentences.condition(line, words) : sentences.call(line, words);
        if (said == null) {
            draft.saysWrong |= part.equals(Language.THEN);
        } else {
            (part.equals(Language.WHEN) ? draft.when : draft.then).add(said);
        }
    }

    /** What a rule carries beside its sides is written as in DRL; gives the part of the rule in which the next line is. */
    private String head(Draft draft, SentenceLines.Line line, List<Word> words, int from) {
        String next = Language.RULE;
        int end = line.text().length();
        for (String keyword : List.of(Language.WHEN, Language.THEN)) {
            for (int i = Math.max(0, words.size() - 4); i < words.size(); i++) {
                if (language.is(keyword, words.subList(i, words.size()))) {
                    next = keyword;
                    end = words.get(i).start();
                    break;
                }
            }
        }
        String attributes = line.text().substring(from, end);
        Findings wrong = new Findings();
        List<Token> tokens =
                Lexer.read(attributes, (row, column) -> Place.of(file, line.number(), from + column), wrong);
        for (Token token : tokens) {
            if (KEYWORDS.stream().anyMatch(token::is)) {
                Mistake.syntax(token, "only this on a line: '" + token.text() + "'")
                        .addTo(wrong);
            }
        }
        wrong.list().forEach(findings::add);
        if (wrong.isEmpty() && tokens.get(0).sort() != Sort.END) {
            draft.head.add(new SentenceLines.Line(line.number(), " ".repeat(from) + attributes));
        }
        return next;
    }

    private void say(Draft draft, SentenceLines.Line first, Word name) {
        if (draft.then.isEmpty() && draft.saysWrong) {
            return; // what would be said of it is said already
        }
        int row = first.number();
        expansion.newLine();
        expansion.say("rule ", row, SentenceLines.column(first));
        expansion.say(Piece.quoted(name.text()), row, name.column());
        for (SentenceLines.Line attribute : draft.head) {
            expansion.newLine();
            expansion.copy(attribute.text(), attribute.number(), 1);
        }
        expansion.newLine();
        expansion.say("when", row, SentenceLines.column(first));
        expansion.newLine();
        conditions(draft, row);
        expansion.newLine();
        expansion.say("then", row, SentenceLines.column(first));
        for (Sentences.Said said : draft.then) {
            expansion.newLine();
            pieces(said);
            expansion.say(";", said.line(), said.column());
        }
        expansion.newLine();
        expansion.say("end", row, SentenceLines.column(first));
        expansion.newLine();
    }

    /** Every fact has its pattern, and the last of them holds what is said of all, in the order in which it is said. */
    private void conditions(Draft draft, int row) {
        Set<Ref> bound = new LinkedHashSet<>();
        draft.then.forEach(said -> said.pieces().forEach(piece -> {
            if (piece.bound() != null) {
                bound.add(piece.bound());
            }
        }));
        List<String> facts = names.step().facts();
        for (String fact : facts) {
            expansion.say(" $" + fact.toLowerCase(Locale.ROOT) + " : " + fact + "(", row, 1);
            String comma = "";
            for (Ref ref : bound) {
                if (ref.fact().word().equals(fact)) {
                    expansion.say(comma + Piece.bound(ref, 1).drl() + " : " + ref.name(), row, 1);
                    comma = ", ";
                }
            }
            if (fact.equals(facts.get(facts.size() - 1))) {
                for (Sentences.Said said : draft.when) {
                    expansion.say(comma, said.line(), said.column());
                    expansion.newLine();
                    pieces(said);
                    comma = ", ";
                }
            }
            expansion.say(")", row, 1);
        }
    }

    private void pieces(Sentences.Said said) {
        for (Piece piece : said.pieces()) {
            expansion.say(piece.drl() + " ", said.line(), piece.column());
        }
    }
}

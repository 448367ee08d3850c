package org.opportune.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.LookAlikes;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Rule;
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
    private final Keywords keywords;
    private final RuleStarts starts;
    private final SentenceLines lines;
    private final Expansion expansion;

    private SentenceReader(
            Names names,
            Languages languages,
            String file,
            Findings findings,
            Language language,
            SentenceLines lines,
            Expansion expansion) {
        this.names = names;
        this.file = file;
        this.findings = findings;
        this.language = language;
        this.lines = lines;
        this.expansion = expansion;
        this.sentences = new Sentences(new Dictionary(names, language), languages, file, findings);
        this.keywords = new Keywords(language);
        this.starts = new RuleStarts(language, keywords, sentences, file);
    }

    /** Reads a {@code .dslr} file: the header of the folder, {@code expander <language>.dsl}, and rules. */
    public static List<Rule> read(Names names, Languages languages, String file, String text, Findings findings) {
        Findings ofFile = Findings.ofRulebook();
        List<Rule> rules = readAnyOrder(names, languages, file, text, ofFile);
        findings.addInOrder(ofFile);
        return rules;
    }

    private static List<Rule> readAnyOrder(
            Names names, Languages languages, String file, String text, Findings findings) {
        SentenceLines lines = new SentenceLines(text);
        Expansion expansion = new Expansion(file);
        Language language = new SentenceHeader(languages, file, findings).read(lines, expansion);
        if (language == null) {
            return List.of();
        }
        new SentenceReader(names, languages, file, findings, language, lines, expansion).rules();
        return DrlReader.read(names, expansion.text(), expansion, findings);
    }

    private void rules() {
        while (lines.hasNext()) {
            SentenceLines.Line line = lines.peek();
            RuleStart start = starts.of(line, true);
            if (start != null) {
                rule(start);
            } else {
                lines.next();
                expected("'" + language.word(Language.RULE) + " \"…\"'", line);
            }
        }
    }

    private void expected(String what, SentenceLines.Line found) {
        findings.in(
                Kind.SYNTAX,
                lines.place(file, found),
                "expected " + what + ", found '" + Nearest.shorten(found.text().strip()) + "'"
                        + LookAlikes.in(found.text().strip()));
    }

    private String quoted(String keyword) {
        return "'" + language.word(keyword) + "'";
    }

    private List<Word> words(SentenceLines.Line line, Findings into) {
        try {
            return Words.read(line.text(), column -> Place.of(file, line.number(), column));
        } catch (Mistake mistake) {
            mistake.addTo(into);
            return List.of();
        }
    }

    private void rule(RuleStart start) {
        lines.next();
        if (start.wrong() != null) {
            start.wrong().addTo(findings);
        }
        boolean hasThen = hasThen(start);
        RuleDraft draft = new RuleDraft(start);
        String part = head(draft, start.line(), start.rest(), start.from());
        while (lines.hasNext() && starts.of(lines.peek(), false) == null) {
            SentenceLines.Line line = lines.next();
            List<Word> words = words(line, findings);
            String leading = leading(line, words);
            if (leading != null) {
                part = next(part, leading, line);
                words = words.subList(language.at(leading, words, 0), words.size());
            }
            String keyword = keyword(part, line, words);
            if (words.isEmpty()) {
                draft.lacksSome();
            } else if (Language.END.equals(keyword)) {
                end(draft, part, line);
                return;
            } else if (keyword != null) {
                part = next(part, keyword, line);
            } else if (part.equals(Language.RULE) && !isSentence(line, words)) {
                part = head(draft, line, words, 0);
            } else {
                part = missing(part, line, words, hasThen);
                sentence(draft, part, line, words);
            }
        }
        findings.in(
                Kind.SYNTAX,
                lines.place(file, start.line()),
                "the rule does not end; after what it says comes a line " + quoted(Language.END));
        draft.say(names.step().facts(), expansion, findings);
    }

    /** Whether the word for it, or what is meant to be it, stands in the lines up to the end of the rule. */
    private boolean hasThen(RuleStart start) {
        List<String> parts = List.of(Language.WHEN, Language.THEN, Language.END);
        if (endsWith(Language.THEN, start.rest()) >= 0) {
            return true;
        }
        for (SentenceLines.Line line : lines.rest()) {
            List<Word> words = words(line, new Findings());
            String meant = keywords.meant(parts, words);
            if (Language.END.equals(meant) || starts.of(line, false) != null) {
                return false; // so that the lines of a file are not looked at once a rule
            } else if (Language.THEN.equals(meant) || endsWith(Language.THEN, words) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The keyword that a line is, or is meant to be; null when it is something else. */
    private @Nullable String keyword(String part, SentenceLines.Line line, List<Word> words) {
        List<String> expected =
                switch (part) {
                    case Language.RULE -> List.of(Language.WHEN, Language.THEN, Language.END);
                    case Language.WHEN -> List.of(Language.THEN, Language.END, Language.WHEN);
                    default -> List.of(Language.END, Language.THEN, Language.WHEN);
                };
        String keyword = keywords.of(expected, words);
        if (keyword == null) {
            keyword = keywords.meant(expected, words);
            boolean alone = words.size() == 1 && words.get(0).sort() == Word.Sort.WORD;
            if (keyword == null && alone && part.equals(Language.RULE) && !isAttribute(words)) {
                keyword = Language.WHEN;
            }
            if (keyword != null && sentences.isUnderstood(line, words)) {
                return null;
            } else if (keyword != null) {
                expected(quoted(keyword), line);
            }
        }
        return keyword;
    }

    /** The keyword with which a line begins that goes on with a sentence, which is a finding; null for none. */
    private @Nullable String leading(SentenceLines.Line line, List<Word> words) {
        for (String keyword : List.of(Language.WHEN, Language.THEN)) {
            int length = language.at(keyword, words, 0);
            if (length > 0
                    && sentences.isUnderstood(line, words.subList(length, words.size()))
                    && !sentences.isUnderstood(line, words)) {
                findings.in(
                        Kind.SYNTAX,
                        lines.place(file, line),
                        quoted(keyword) + " stands on a line of its own; write the sentence on the next line");
                return keyword;
            }
        }
        return null;
    }

    /** The part of the rule that a keyword begins. */
    private String next(String part, String keyword, SentenceLines.Line line) {
        if (part.equals(keyword)) {
            findings.in(
                    Kind.SYNTAX,
                    lines.place(file, line),
                    quoted(keyword) + " stands twice in this rule; remove one of the two");
        } else if (part.equals(Language.THEN)) {
            expected(quoted(Language.END), line);
        }
        return keyword;
    }

    private void end(RuleDraft draft, String part, SentenceLines.Line line) {
        if (!part.equals(Language.THEN)) {
            expected(quoted(Language.THEN) + " and behind it what the rule says", line);
            draft.lacksSome();
        } else if (draft.saysNothing()) {
            findings.in(
                    Kind.WRONG_CALL,
                    lines.place(file, line),
                    "the rule says nothing; write for instance '"
                            + language.sentences(names.step(), false).get(0).shown() + "'");
            draft.lacksSome();
        }
        draft.say(names.step().facts(), expansion, findings);
    }

    /** Whether a line before the conditions is one of them, and no attribute. */
    private boolean isSentence(SentenceLines.Line line, List<Word> words) {
        boolean ends = Math.max(endsWith(Language.WHEN, words), endsWith(Language.THEN, words)) >= 0;
        return !ends && (sentences.isUnderstood(line, words) || (words.size() >= 3 && !isAttribute(words)));
    }

    private static boolean isAttribute(List<Word> words) {
        String first = words.get(0).text();
        return HeaderReader.FORBIDDEN.contains(first)
                || Nearest.to(first, List.of("salience", "activation")).isPresent();
    }

    /** The part to which a sentence belongs; what should stand before it is a finding. */
    private String missing(String part, SentenceLines.Line line, List<Word> words, boolean hasThen) {
        boolean then = !part.equals(Language.THEN)
                && !hasThen
                && sentences.isCall(line, words)
                && !sentences.isCondition(line, words);
        if (part.equals(Language.RULE) || then) {
            String keyword = then ? Language.THEN : Language.WHEN;
            findings.in(
                    Kind.SYNTAX,
                    lines.place(file, line),
                    "before '" + Nearest.shorten(line.text().strip()) + "' a line " + quoted(keyword)
                            + " is missing; write it");
            return keyword;
        }
        return part;
    }

    private void sentence(RuleDraft draft, String part, SentenceLines.Line line, List<Word> words) {
        Sentences.Said said =
                part.equals(Language.WHEN) ? sentences.condition(line, words) : sentences.call(line, words);
        if (said == null && part.equals(Language.THEN)) {
            draft.lacksSome();
        } else if (said != null && part.equals(Language.WHEN)) {
            draft.when(said);
        } else if (said != null) {
            draft.then(said);
        }
    }

    /** Where a keyword stands at the end of a line; -1 when it does not. */
    private int endsWith(String keyword, List<Word> words) {
        for (int i = Math.max(0, words.size() - 4); i < words.size(); i++) {
            if (language.is(keyword, words.subList(i, words.size()))) {
                return i;
            }
        }
        return -1;
    }

    /** What a rule carries beside its sides is written as in DRL; gives the part of the rule in which the next line is. */
    private String head(RuleDraft draft, SentenceLines.Line line, List<Word> words, int from) {
        String next = Language.RULE;
        int end = line.text().length();
        for (String keyword : List.of(Language.WHEN, Language.THEN)) {
            int at = endsWith(keyword, words);
            if (at >= 0) {
                next = keyword;
                end = words.get(at).start();
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
            draft.head(new SentenceLines.Line(line.number(), " ".repeat(from) + attributes));
        }
        return next;
    }
}

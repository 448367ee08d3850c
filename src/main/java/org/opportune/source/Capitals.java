package org.opportune.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.source.Token.Sort;

/** Tells words of the rules' language that are written with capitals, as in other languages, and reads on as if they were not. No name begins so. */
final class Capitals {
    private static final Set<String> WORDS =
            Set.of("rule", "when", "then", "end", "salience", "in", "not", "contains", "null", "true", "false");

    private Capitals() {}

    static List<Token> lowered(List<Token> tokens, Findings findings) {
        return tokens.stream().map(token -> lowered(token, findings)).toList();
    }

    private static Token lowered(Token token, Findings findings) {
        if (!token.isWord() || !Character.isUpperCase(token.text().charAt(0))) {
            return token;
        }
        String small = token.text().toLowerCase(Locale.ROOT);
        if (!WORDS.contains(small)) {
            return token;
        }
        findings.in(Kind.SYNTAX, token.place(), "expected '" + small + "' in small letters, found " + token.shown());
        return new Token(Sort.WORD, small, token.place(), token.offset());
    }

    /** Takes the word that joins patterns; with capitals it is told and taken. */
    static boolean take(Tokens tokens, String word, Findings findings) {
        Token token = tokens.peek();
        if (token.isWord() && token.text().equals(word.toUpperCase(Locale.ROOT))) {
            Mistake.syntax(token, "'" + word + "' in small letters").addTo(findings);
            tokens.next();
            return true;
        }
        return tokens.take(word);
    }
}

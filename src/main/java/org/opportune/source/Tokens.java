package org.opportune.source;

import java.util.List;
import org.opportune.kernel.Place;
import org.opportune.source.Token.Sort;

/** Goes through tokens, one by one. */
final class Tokens {
    private final List<Token> tokens;
    private int position;

    /** The last token is the end. */
    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(position + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        if (position < tokens.size() - 1) {
            position++;
        }
        return token;
    }

    boolean at(String symbolOrWord) {
        return peek().is(symbolOrWord);
    }

    boolean atEnd() {
        return peek().sort() == Sort.END;
    }

    /** Goes on when the next token is this one. */
    boolean take(String symbolOrWord) {
        if (at(symbolOrWord)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(String symbolOrWord) {
        if (!at(symbolOrWord)) {
            throw Mistake.syntax(peek(), "'" + symbolOrWord + "'");
        }
        return next();
    }

    Token expect(Sort sort, String what) {
        if (peek().sort() != sort) {
            throw Mistake.syntax(peek(), what);
        }
        return next();
    }

    Place place() {
        return peek().place();
    }
}

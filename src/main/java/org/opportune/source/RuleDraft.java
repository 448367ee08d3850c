package org.opportune.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opportune.kernel.Findings;
import org.opportune.model.Term.Ref;

/** A rule in sentences as far as it is read, which is then said in DRL. */
final class RuleDraft {
    private final RuleStart start;
    private final List<SentenceLines.Line> head = new ArrayList<>();
    private final List<Sentences.Said> when = new ArrayList<>();
    private final List<Sentences.Said> then = new ArrayList<>();
    private boolean incomplete;

    RuleDraft(RuleStart start) {
        this.start = start;
        this.incomplete = start.name() == null;
    }

    /** An attribute, written as in DRL. */
    void head(SentenceLines.Line attribute) {
        head.add(attribute);
    }

    void when(Sentences.Said said) {
        when.add(said);
    }

    void then(Sentences.Said said) {
        then.add(said);
    }

    /** Something that the rule says is a mistake, which is told already. */
    void lacksSome() {
        incomplete = true;
    }

    boolean saysNothing() {
        return then.isEmpty() && !incomplete;
    }

    void say(List<String> facts, Expansion expansion, Findings findings) {
        Word name = start.name();
        if (name == null || (then.isEmpty() && incomplete)) {
            checkHead(expansion.file(), findings); // what would be said of the rest is said already
            return;
        }
        int row = start.line().number();
        int column = SentenceLines.column(start.line());
        expansion.newLine();
        expansion.say("rule ", row, column);
        expansion.say(Piece.quoted(name.text()), row, name.column());
        for (SentenceLines.Line attribute : head) {
            expansion.newLine();
            expansion.copy(attribute.text(), attribute.number(), 1);
        }
        expansion.newLine();
        expansion.say("when", row, column);
        expansion.newLine();
        conditions(facts, expansion);
        expansion.newLine();
        expansion.say("then", row, column);
        for (Sentences.Said said : then) {
            expansion.newLine();
            pieces(said, expansion);
            expansion.say(";", said.line(), said.column());
        }
        expansion.newLine();
        expansion.say("end", row, column);
        expansion.newLine();
    }

    private void checkHead(String file, Findings findings) {
        Expansion attributes = new Expansion(file);
        for (SentenceLines.Line attribute : head) {
            attributes.copy(attribute.text(), attribute.number(), 1);
            attributes.newLine();
        }
        try {
            new Attributes(findings).read(new Tokens(Lexer.read(attributes.text(), attributes, findings)));
        } catch (Mistake mistake) {
            mistake.addTo(findings);
        }
    }

    /** Every fact has its pattern, and the last of them holds what is said of all, in the order in which it is said. */
    private void conditions(List<String> facts, Expansion expansion) {
        int row = start.line().number();
        Set<Ref> bound = new LinkedHashSet<>();
        then.forEach(said -> said.pieces().forEach(piece -> {
            if (piece.bound() != null) {
                bound.add(piece.bound());
            }
        }));
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
                for (Sentences.Said said : when) {
                    expansion.say(comma, said.line(), said.column());
                    expansion.newLine();
                    pieces(said, expansion);
                    comma = ", ";
                }
            }
            expansion.say(")", row, 1);
        }
    }

    private static void pieces(Sentences.Said said, Expansion expansion) {
        for (Piece piece : said.pieces()) {
            expansion.say(piece.drl() + " ", said.line(), piece.column());
        }
    }
}

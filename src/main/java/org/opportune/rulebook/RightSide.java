package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.model.Said;
import org.opportune.model.Step;
import org.opportune.vocabulary.Vocabulary;

/** Reads a rule's right side: a list of calls of the step's verbs with literals, and nothing else. */
final class RightSide {
    private static final String TEXT = "\"((?:[^\"\\\\\\n]|\\\\[\"\\\\])*)\"";
    private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*\\.\\s*(\\w+)\\s*\\(\\s*" + TEXT
            + "\\s*(?:,\\s*(-?\\d{1,9})\\s*,\\s*" + TEXT + "\\s*)?\\)\\s*(?:;|$)");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$");

    private final Vocabulary vocabulary;
    private final Catalogue catalogue;
    private final Findings findings;

    RightSide(Vocabulary vocabulary, Catalogue catalogue, Findings findings) {
        this.vocabulary = vocabulary;
        this.catalogue = catalogue;
        this.findings = findings;
    }

    List<Said> read(RuleFile file, RuleDescr rule) {
        String text = COMMENT.matcher(String.valueOf(rule.getConsequence()))
                .replaceAll("")
                .stripTrailing();
        List<Said> says = new ArrayList<>();
        Matcher call = CALL.matcher(text);
        int position = 0;
        int first = firstLine(file, rule.getConsequenceLine());
        while (position < text.length()) {
            int line = first + newLines(text, position);
            if (!call.find(position) || call.start() != position) {
                findings.add(file.finding(
                        line,
                        1,
                        "'" + Nearest.shorten(text.substring(position).strip())
                                + "' is not part of the rules' language; the right side is a list of calls such as "
                                + example(file.step())));
                return says;
            }
            String problem = say(file.step(), rule.getName(), call, says);
            if (problem != null) {
                findings.add(file.finding(line, 1, problem));
            }
            position = call.end();
        }
        if (says.isEmpty() && text.isBlank()) {
            findings.add(file.finding(
                    rule.getLine(),
                    1,
                    "the rule '" + Nearest.shorten(rule.getName()) + "' says nothing; write for instance "
                            + example(file.step())));
        }
        return says;
    }

    /** The line of the first word after 'then': the engine only says where 'then' stands. */
    private static int firstLine(RuleFile file, int then) {
        List<String> lines = file.drl().lines().toList();
        for (int line = then; line <= lines.size(); line++) {
            String text = line == then ? lines.get(line - 1).replaceFirst("^.*\\bthen\\b", "") : lines.get(line - 1);
            if (!text.isBlank()) {
                return line;
            }
        }
        return then;
    }

    /** How many lines lie between the beginning and the first word at or after the position. */
    private static int newLines(String text, int position) {
        int end = position;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return (int) text.substring(0, end)
                .stripLeading()
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    private static String example(Step step) {
        return step == Step.CLASSIFICATION ? "classify.stage(\"onboarding\");" : "offers.propose(\"welcome-10\");";
    }

    private @Nullable String say(Step step, String rule, Matcher call, List<Said> says) {
        String verb = call.group(1) + "." + call.group(2);
        String id = call.group(3);
        boolean hasPoints = call.group(4) != null;
        List<String> verbs = step == Step.CLASSIFICATION
                ? List.of("classify.stage", "classify.segment", "classify.score")
                : List.of("offers.propose");
        if (!verbs.contains(verb)) {
            return Nearest.unknown("verb", verb, verbs);
        }
        if (hasPoints != verb.equals("classify.score")) {
            return verb.equals("classify.score")
                    ? "classify.score takes a name, points and a reason"
                    : verb + " takes one name";
        }
        List<String> known =
                switch (verb) {
                    case "classify.stage" -> vocabulary.stageIds();
                    case "classify.segment" -> List.copyOf(vocabulary.segments().keySet());
                    case "classify.score" -> List.copyOf(vocabulary.scores().keySet());
                    default -> List.copyOf(catalogue.offers().keySet());
                };
        if (!known.contains(id)) {
            return Nearest.unknown(verb.substring(verb.indexOf('.') + 1).replace("propose", "offer"), id, known);
        }
        says.add(
                switch (verb) {
                    case "classify.stage" -> new Said.Stage(rule, id);
                    case "classify.segment" -> new Said.Segment(rule, id);
                    case "classify.score" -> new Said.Score(rule, id, Integer.parseInt(call.group(4)), call.group(5));
                    default -> new Said.Proposal(rule, id);
                });
        return null;
    }
}

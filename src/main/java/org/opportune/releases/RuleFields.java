package org.opportune.releases;

import java.util.ArrayList;
import java.util.List;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.releases.Thing.Field;
import org.opportune.source.SentenceWriter;

/** What a rule asks and says, each as a sentence. What two rules ask of one property, or say of one thing, has one key. */
final class RuleFields {
    private RuleFields() {}

    static List<Field> of(Rule rule, SentenceWriter writer) {
        List<Field> fields = new ArrayList<>();
        List<Condition> parts = rule.when() instanceof All all ? all.parts() : List.of(rule.when());
        parts.forEach(part -> fields.add(new Field("condition", key(part), writer.condition(part))));
        rule.then().forEach(say -> fields.add(new Field("says", key(say), writer.say(say))));
        if (rule.salience() != 0) {
            fields.add(new Field("salience", String.valueOf(rule.salience())));
        }
        if (rule.group() != null) {
            fields.add(new Field("activation-group", rule.group()));
        }
        return fields;
    }

    private static String key(Condition condition) {
        if (condition instanceof Compare compare) {
            return compare.left()
                    + switch (compare.operator()) {
                        case EQUAL, NOT_EQUAL -> " is";
                        case LESS, AT_MOST -> " below";
                        case MORE, AT_LEAST -> " above";
                    };
        } else if (condition instanceof In in) {
            return in.ref() + " is";
        } else if (condition instanceof Contains contains) {
            return contains.set() + " has";
        } else if (condition instanceof Affix affix) {
            return affix.ref() + " " + affix.where();
        } else if (condition instanceof Known known) {
            return known.ref() + " known";
        }
        return condition instanceof Any ? "any" : "all";
    }

    private static String key(Say say) {
        return say instanceof Say.Score score
                ? "score " + score.id()
                : say.getClass().getSimpleName();
    }
}

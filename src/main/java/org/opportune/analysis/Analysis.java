package org.opportune.analysis;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.opportune.catalogue.Catalogue;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Kind;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.model.Step;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;

/**
 * What is odd about a rulebook that has no mistake. Decided, not sampled: what is called empty or covered is so for every customer. What cannot be decided,
 * because tests compare properties with each other or there is too much of it, is not spoken of. Of rules that judge candidates it is said which never hold,
 * have expired or are swallowed; gaps and contradictions are not looked for there. The same rulebook gives the same findings in the same order.
 *
 * @param warnings what its author most likely did not mean
 * @param notes what is allowed and good to know: which stages overlap
 */
public record Analysis(List<Finding> warnings, List<Finding> notes) {

    /** Takes the rules of all steps in the order of the rulebook, and the instant from which on they decide. */
    public static Analysis of(
            List<Rule> rules, Facts facts, Vocabulary vocabulary, Catalogue catalogue, Terms terms, Instant now) {
        Remarks remarks = new Remarks();
        Histories histories = new Histories(vocabulary);
        Space declared = new Space(facts, null, null);
        Examples examples = new Examples(declared, histories);
        Predicate<Box> clashing = box -> !histories.clash(box).isEmpty();
        List<Studied> classification = Studied.all(of(rules, Step.CLASSIFICATION), declared, clashing);
        new Never(declared, declared, histories, box -> null).report(classification, remarks);
        undecided(classification, remarks);
        Expired expired = new Expired(now, terms.zone());
        expired.report(classification, remarks);
        Contradictions contradictions = new Contradictions(vocabulary, examples);
        contradictions.stages(classification, remarks);
        Set<String> reached = new Stages(vocabulary, declared, examples, classification).report(remarks);
        Set<String> given = segments(classification);
        new Swallowed(vocabulary, examples).report(classification, remarks);
        contradictions.points(classification, remarks);
        contradictions.groups(classification, remarks);
        new Gaps(declared, examples).report(classification, remarks);
        new Overlaps(examples).report(vocabulary, classification, remarks);

        Space reachable = new Space(facts, reached, given);
        Belonging belonging = new Belonging(reachable, vocabulary, histories, classification);
        List<Studied> eligibility = Studied.all(
                of(rules, Step.ELIGIBILITY), reachable, clashing.or(box -> belonging.conflict(box) != null));
        new Never(reachable, declared, histories, belonging::conflict).report(eligibility, remarks);
        undecided(eligibility, remarks);
        expired.report(eligibility, remarks);
        Examples reachableExamples = new Examples(reachable, histories);
        new Swallowed(vocabulary, reachableExamples).report(eligibility, remarks);
        new Gaps(reachable, reachableExamples).report(eligibility, remarks);
        OfferRemarks offers = new OfferRemarks(catalogue);
        offers.unreachable(eligibility, remarks);
        offers.untreated(vocabulary, remarks);
        offers.unworded(terms, remarks);
        for (Step step : List.of(Step.POLICY, Step.ARBITRATION)) {
            List<Studied> judging =
                    Studied.all(of(rules, step), reachable, clashing.or(box -> belonging.conflict(box) != null));
            new Never(reachable, declared, histories, belonging::conflict).report(judging, remarks);
            undecided(judging, remarks);
            expired.report(judging, remarks);
            new Swallowed(vocabulary, reachableExamples).report(judging, remarks);
        }
        return new Analysis(remarks.list(false), remarks.list(true));
    }

    private static void undecided(List<Studied> rules, Remarks remarks) {
        for (Studied one : rules) {
            if (!one.holds().isWhole()) {
                remarks.add(
                        Kind.NOT_DECIDED,
                        one.rule().place(),
                        one.name()
                                + " asks so much at once that it is not decided for whom it holds: overlaps, gaps and"
                                + " rules without effect beside it may not be told; write several rules");
            }
        }
    }

    private static List<Rule> of(List<Rule> rules, Step step) {
        return rules.stream().filter(rule -> rule.step() == step).toList();
    }

    private static Set<String> segments(List<Studied> rules) {
        Set<String> given = new LinkedHashSet<>();
        for (Studied one : rules) {
            for (Say say : one.rule().then()) {
                if (say instanceof Say.Segment segment && !one.said().isNever()) {
                    given.add(segment.id());
                }
            }
        }
        return given;
    }
}

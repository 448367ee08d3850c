package org.opportune.rulebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;
import org.opportune.model.Question;
import org.opportune.model.Step;
import org.opportune.source.Languages;
import org.opportune.vocabulary.Terms;

/** The files that something reads. Another one is a mistake: its author believes that it counts. */
final class KnownFiles {
    private static final Set<String> RULES = Set.of("drl", "dslr", "csv", "xlsx");
    /** Tables that stand beside rules and are none. */
    private static final Set<String> TABLES = Set.of("policy/caps.csv", "arbitration/weights.csv");

    private static final Pattern CONTENT = Pattern.compile("offers/content\\.([A-Za-z0-9-]{1,35})\\.csv");

    private KnownFiles() {}

    static void check(RulebookFolder folder, Terms terms, Findings findings) {
        List<String> known = new ArrayList<>(List.of(
                "rulebook.yaml",
                "vocabulary.yaml",
                "experiments.yaml",
                "offers/offers.csv",
                "offers/treatments.csv",
                "policy/caps.csv",
                "arbitration/weights.csv"));
        terms.locales().forEach(locale -> known.add("offers/content." + locale + ".csv"));
        for (String path : folder.paths()) {
            if (!known.contains(path) && !isRules(path) && !Languages.isLanguage(path)) {
                findings.in(Kind.FILE_NAME, Place.of(path, 1, 1), wrong(path, known, terms));
            }
        }
    }

    /** Rules, or cases of rules: nothing else refers to what such a file declares. */
    static boolean isRules(String path) {
        return path.indexOf('/') >= 0
                && !isTable(path)
                && Step.of(path.substring(0, path.indexOf('/')))
                        .filter(step -> step != Step.ELIGIBILITY
                                || Question.unknownFolder(path).isEmpty())
                        .isPresent()
                && RULES.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    /** Also one of another format, which is not read as it but was meant so. */
    private static boolean isTable(String path) {
        return TABLES.contains(path.replaceFirst("\\.xlsx$", ".csv"));
    }

    private static String wrong(String path, List<String> known, Terms terms) {
        Optional<String> question = Question.unknownFolder(path);
        if (path.startsWith(Step.ELIGIBILITY.folder() + "/") && question.isPresent()) {
            return "nothing reads a file of this name here; the folders of eligibility/ are called "
                    + String.join(", ", Question.words())
                    + Nearest.to(question.get(), Question.words())
                            .map(meant -> "; did you mean " + path.replaceFirst("/[^/]+/", "/" + meant + "/") + "?")
                            .orElse("");
        }
        Matcher content = CONTENT.matcher(path);
        if (content.matches() && Nearest.to(content.group(1), terms.locales()).isEmpty()) {
            return "nothing reads content in '" + Nearest.shorten(content.group(1))
                    + "', which is no locale of rulebook.yaml; declare it there, or take one of "
                    + String.join(", ", terms.locales());
        }
        Optional<String> near = Nearest.to(path, known).or(() -> inNearestFolder(path, known));
        return "nothing reads a file of this name here"
                + near.map(name -> "; did you mean " + name + "?")
                        .orElse(
                                "; rules stand in classification/, eligibility/, policy/ and arbitration/, the sentences of languages in"
                                        + " language/, and tables are called "
                                        + String.join(", ", known.subList(3, known.size())));
    }

    /** The same file in the folder that was most likely meant. */
    private static Optional<String> inNearestFolder(String path, List<String> known) {
        int slash = path.indexOf('/');
        Set<String> folders = new TreeSet<>(List.of(Languages.FOLDER));
        Arrays.stream(Step.values()).forEach(step -> folders.add(step.folder() + "/"));
        known.stream()
                .filter(name -> name.contains("/"))
                .forEach(name -> folders.add(name.substring(0, name.indexOf('/') + 1)));
        String folder = path.substring(0, slash + 1);
        return slash < 0 || folders.contains(folder)
                ? Optional.empty()
                : Nearest.to(folder, folders).map(meant -> meant + path.substring(slash + 1));
    }
}

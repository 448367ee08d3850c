package org.opportune.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Treatment;
import org.opportune.catalogue.Experiment.Arm;
import org.opportune.catalogue.Experiment.OtherRelease;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** Reads an arm of an experiment. */
final class ArmReader {
    private static final Set<String> KNOWN = Set.of("label", "weight", "without", "variants", "factors", "release");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Terms terms;
    private final Vocabulary vocabulary;
    private final Catalogue catalogue;

    ArmReader(Terms terms, Vocabulary vocabulary, Catalogue catalogue) {
        this.terms = terms;
        this.vocabulary = vocabulary;
        this.catalogue = catalogue;
    }

    Arm read(String id, YamlNode node, Label experiment) {
        node.entries(KNOWN);
        Label label = VocabularyReader.label(node.required("label"), terms);
        double weight = node.get("weight")
                .map(given -> Numbers.number(given, "0.001", "100", "a weight from 0.001 to 100 such as 1"))
                .orElse(1.0);
        Set<String> without = new LinkedHashSet<>();
        node.get("without").map(YamlNode::items).orElse(List.of()).forEach(item -> {
            if (isOffer(item, item.text())) {
                without.add(item.text());
            }
        });
        Map<String, String> variants = new LinkedHashMap<>();
        node.get("variants").map(YamlNode::entries).orElse(Map.of()).forEach((offer, variant) -> {
            if (isOffer(variant, offer) && isVariant(offer, variant)) {
                variants.put(offer, variant.text());
            }
        });
        List<Weight> factors = new ArrayList<>();
        String because = experiment.fallback() + ": " + label.fallback();
        node.get("factors")
                .map(each -> each.entries(Set.of("channel", "placement", "campaign", "offer")))
                .orElse(Map.of())
                .forEach((scope, subjects) -> factors(scope, subjects, because, factors));
        OtherRelease release = node.get("release").map(ArmReader::release).orElse(null);
        if (node.get("release").isPresent()) {
            for (String beside : List.of("without", "variants", "factors")) {
                node.get(beside)
                        .ifPresent(
                                given -> given.failName("an arm with 'release' is decided by all that release says; '"
                                        + beside + "' cannot stand beside it"));
            }
        }
        return new Arm(id, label, weight, without, variants, factors, release);
    }

    private static @Nullable OtherRelease release(YamlNode given) {
        if (!HASH.matcher(given.text()).matches()) {
            given.fail(
                    "'" + Nearest.shorten(given.text())
                            + "' is no release: write the hash of 64 digits that GET /api/v1/releases or an approved draft has");
            return null;
        }
        return new OtherRelease(given.text(), given.place());
    }

    private boolean isOffer(YamlNode at, String offer) {
        if (!catalogue.knows(offer)) {
            at.fail(Nearest.unknown("offer", offer, catalogue.offers().keySet()));
            return false;
        }
        return true;
    }

    private boolean isVariant(String offer, YamlNode variant) {
        Set<String> variants = catalogue.treatments().values().stream()
                .flatMap(List::stream)
                .filter(treatment -> treatment.offer().equals(offer))
                .map(Treatment::variant)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!variants.contains(variant.text())) {
            variant.fail(Nearest.unknown("variant of " + Nearest.shorten(offer), variant.text(), variants)
                    + "; offers/treatments.csv says which there are");
            return false;
        }
        return true;
    }

    private void factors(String scope, YamlNode subjects, String because, List<Weight> factors) {
        Weight.Scope of;
        Set<String> known;
        switch (scope) {
            case "channel" -> {
                of = Weight.Scope.CHANNEL;
                known = vocabulary.channels().keySet();
            }
            case "placement" -> {
                of = Weight.Scope.PLACEMENT;
                known = vocabulary.placements().keySet();
            }
            case "campaign" -> {
                of = Weight.Scope.CAMPAIGN;
                known = vocabulary.campaigns().keySet();
            }
            case "offer" -> {
                of = Weight.Scope.OFFER;
                known = catalogue.offers().keySet();
            }
            default -> {
                return; // told already
            }
        }
        subjects.entries().forEach((subject, factor) -> {
            boolean isUnread = of == Weight.Scope.OFFER && catalogue.knows(subject);
            if (!known.contains(subject) && !isUnread) {
                factor.failName(Nearest.unknown(of.name().toLowerCase(Locale.ROOT), subject, known));
            }
            BigDecimal number = Numbers.decimal(factor, "0", "100", "a factor from 0 to 100 such as 1.25");
            factors.add(new Weight(of, subject, number, because));
        });
    }
}

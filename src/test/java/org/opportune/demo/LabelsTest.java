package org.opportune.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Label;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Vocabulary;

/** The words of the demo shop: all there in every language, and fit for sentences that rule authors write with them. */
class LabelsTest {
    private static final Rulebook RULEBOOK = Objects.requireNonNull(
            RulebookReader.read(RulebookFolder.read(Path.of("rules"), new Findings()), new Findings()));
    private static final Pattern READS_AS_A_NAME = Pattern.compile("[^\\d(-][^\"{}<>=|;#]*");
    private static final Pattern SHOP_CODE = Pattern.compile("[A-Z]{2,}\\d+");

    static List<String> locales() {
        return RULEBOOK.terms().locales();
    }

    @Test
    void theShopSpeaksSixLanguages() {
        assertThat(locales()).containsExactly("en", "fi", "lt", "zh", "he", "hu");
    }

    @ParameterizedTest
    @MethodSource("locales")
    void everyLabelIsThere(String locale) {
        Map<String, Label> labels = new TreeMap<>(avoids());
        nameSpaces().forEach((space, names) -> names.forEach((name, label) -> labels.put(space + " / " + name, label)));

        labels.forEach(
                (name, label) -> assertThat(label.texts().get(locale)).as(name).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("locales")
    void noTwoNamesOfOneNameSpaceHaveTheSameLabel(String locale) {
        nameSpaces().forEach((space, names) -> {
            Map<String, TreeSet<String>> byLabel = new TreeMap<>();
            names.forEach((name, label) -> byLabel.computeIfAbsent(
                            label.in(locale).toLowerCase(Locale.ROOT), text -> new TreeSet<>())
                    .add(name));
            byLabel.values().removeIf(named -> named.size() == 1);
            assertThat(byLabel).as(space).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("locales")
    void aLabelHoldsNothingThatASentenceUsesForItself(String locale) {
        nameSpaces()
                .forEach((space, names) -> names.forEach((name, label) -> assertThat(label.in(locale))
                        .as("%s / %s", space, name)
                        .matches(READS_AS_A_NAME)
                        .isEqualTo(label.in(locale).strip())));
    }

    @ParameterizedTest
    @MethodSource("locales")
    void everyOfferHasItsWordsWithTheLinkAndTheCodesOfTheDefaultLanguage(String locale) {
        Map<String, Content> contents = contents(locale);
        Map<String, Content> originals = contents(RULEBOOK.terms().defaultLocale());

        assertThat(contents).containsOnlyKeys(originals.keySet());
        contents.forEach((key, content) -> {
            assertThat(List.of(
                            content.title().source(),
                            content.text().source(),
                            content.callToAction().source()))
                    .as(key)
                    .noneMatch(String::isBlank);
            Content original = Objects.requireNonNull(originals.get(key));
            assertThat(content.link().source())
                    .as(key)
                    .isEqualTo(original.link().source());
            assertThat(codes(content)).as(key).isEqualTo(codes(original));
        });
    }

    private static Map<String, Content> contents(String locale) {
        Map<String, Content> contents = new TreeMap<>();
        RULEBOOK.catalogue().contents().forEach((key, content) -> {
            if (key.locale().equals(locale)) {
                contents.put(key.offer() + " / " + key.variant(), content);
            }
        });
        return contents;
    }

    private static List<String> codes(Content content) {
        return SHOP_CODE
                .matcher(content.text().source())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The names that must differ from each other, by what they name. */
    private static Map<String, Map<String, Label>> nameSpaces() {
        Vocabulary vocabulary = RULEBOOK.vocabulary();
        Map<String, Map<String, Label>> spaces = new LinkedHashMap<>();
        Map<String, Label> customer = properties(spaces, "attributes", vocabulary.attributes());
        vocabulary.features().forEach((name, feature) -> customer.put(name, feature.label()));
        properties(spaces, "context", vocabulary.context());
        Map<String, Label> events = space(spaces, "events");
        vocabulary.events().forEach((name, event) -> {
            events.put(name, event.label());
            properties(spaces, "properties of " + name, event.properties());
        });
        Map<String, Label> stages = space(spaces, "stages");
        vocabulary.stages().forEach(stage -> stages.put(stage.id(), stage.label()));
        Map<String, Label> segments = space(spaces, "segments");
        vocabulary.segments().forEach((name, segment) -> segments.put(name, segment.label()));
        Map<String, Label> scores = space(spaces, "scores");
        vocabulary.scores().forEach((name, score) -> {
            scores.put(name, score.label());
            space(spaces, "levels of " + name).putAll(score.levelLabels());
        });
        Map<String, Label> placements = space(spaces, "placements");
        vocabulary.placements().forEach((name, placement) -> placements.put(name, placement.label()));
        space(spaces, "channels").putAll(vocabulary.channelLabels());
        space(spaces, "campaigns").putAll(vocabulary.campaigns());
        Map<String, Label> purposes = space(spaces, "purposes");
        vocabulary.purposes().forEach((name, purpose) -> purposes.put(name, purpose.label()));
        return spaces;
    }

    private static Map<String, Label> properties(
            Map<String, Map<String, Label>> spaces, String name, Map<String, Property> properties) {
        Map<String, Label> labels = space(spaces, name);
        properties.forEach((property, declared) -> {
            labels.put(property, declared.label());
            space(spaces, "choices of " + name + "." + property).putAll(declared.choices());
        });
        return labels;
    }

    private static Map<String, Label> space(Map<String, Map<String, Label>> spaces, String name) {
        return spaces.computeIfAbsent(name, added -> new LinkedHashMap<>());
    }

    private static Map<String, Label> avoids() {
        Map<String, Label> avoids = new TreeMap<>();
        RULEBOOK.vocabulary().segments().forEach((name, segment) -> {
            if (segment.avoid() != null) {
                avoids.put("avoid / " + name, segment.avoid());
            }
        });
        return avoids;
    }
}

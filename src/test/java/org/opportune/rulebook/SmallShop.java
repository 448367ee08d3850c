package org.opportune.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.VocabularyReader;

/** A rulebook of a few lines, of which a test changes the file that it is about. */
public final class SmallShop {
    public static final String HEADER = """
            package opportune.classification;

            import opportune.facts.Customer;
            import opportune.facts.Context;
            global org.opportune.rulebook.Classify classify;

            """;

    private final NavigableMap<String, byte[]> files = new TreeMap<>();

    public SmallShop() {
        with("rulebook.yaml", """
                name: Small shop
                timeZone: Europe/Helsinki
                locales: [en, fi]
                defaultLocale: en
                baseCurrency: EUR
                rates:
                  SEK: {2020-01-01: 0.1, 2025-01-01: 0.09}
                limits: {placements: 3, offersPerPlacement: 5}
                """);
        with("vocabulary.yaml", """
                attributes:
                  country: {type: choice, label: {en: Country}, choices: {FI: {en: Finland}, SE: {en: Sweden}}}
                  language: {type: text, label: {en: Language}}
                context:
                  cartValue: {type: money, label: {en: Cart}}
                events:
                  order:
                    label: {en: Order}
                    properties:
                      amount: {type: money, required: true, label: {en: Amount}}
                features:
                  orders90d: {count: order, window: 90d, label: {en: Orders in 90 days}}
                  daysSinceLastOrder: {daysSinceLast: order, label: {en: Days since the last order}}
                stages:
                  - {id: lapsed, label: {en: Lapsed, fi: Poistunut}, colour: "#101010"}
                  - {id: engagement, label: {en: Engagement}, colour: "#202020"}
                  - {id: awareness, label: {en: Awareness}, colour: "#303030", default: true}
                segments:
                  nordic: {label: {en: Nordic, fi: Pohjoismainen}}
                scores:
                  loyalty: {label: {en: Loyalty}, minimum: 0, maximum: 100, levels: {bronze: 0, gold: 50}}
                channels:
                  site: {label: {en: Site}}
                  email: {label: {en: E-mail}}
                placements:
                  hero: {channel: site, label: {en: Hero}}
                  grid: {channel: site, label: {en: Grid}, offers: 3}
                  letter: {channel: email, label: {en: Letter}}
                campaigns:
                  engagement: {label: {en: Engagement}}
                purposes:
                  marketing: {label: {en: Marketing}}
                """);
        with("classification/stages.drl", HEADER + """
                        rule "Has not ordered for 180 days"
                        when
                            Customer(daysSinceLastOrder > 180)
                        then
                            classify.stage("lapsed");
                        end

                        rule "Ordered in 90 days"
                        when
                            Customer(orders90d > 0)
                        then
                            classify.stage("engagement");
                            classify.score("loyalty", 60, "Ordered in 90 days");
                        end

                        rule "Lives in the North"
                        when
                            Customer(country in ("FI", "SE"))
                        then
                            classify.segment("nordic");
                        end

                        rule "Has a full cart"
                        when
                            Context(cartValue >= 100)
                        then
                            classify.score("loyalty", 70, "Has a full cart");
                        end
                        """);
        with("eligibility/offers.drl", """
                package opportune.eligibility;

                import opportune.facts.Customer;
                import opportune.facts.Context;
                import opportune.facts.Classification;
                global org.opportune.rulebook.Offers offers;

                rule "Everybody may have help"
                when
                    Customer()
                then
                    offers.propose("help");
                end

                rule "The engaged may have a gift and a voucher"
                when
                    Classification(stage == "engagement")
                then
                    offers.propose("gift");
                    offers.propose("voucher");
                    offers.propose("old");
                end
                """);
        with("offers/offers.csv", """
                id,campaign,value,validFrom,validTo,label
                help,engagement,1,,,Help
                gift,engagement,10,,,Gift
                voucher,engagement,10,,,Voucher
                old,engagement,99,,2020-12-31,Old
                """);
        with("offers/treatments.csv", """
                offer,placement,variant
                help,hero,
                gift,hero,
                voucher,hero,
                old,hero,
                help,grid,
                gift,grid,
                voucher,grid,big
                """);
        with("offers/content.en.csv", """
                offer,variant,title,text,callToAction,link
                help,,Help,We help you,Ask,/help
                gift,,A gift,For you,Take,/gift
                voucher,,A voucher,For you,Take,/voucher
                voucher,big,A big voucher,For you,Take,/voucher
                """);
        with("offers/content.fi.csv", "offer,variant,title,text,callToAction,link\ngift,,Lahja,Sinulle,Ota,/gift\n");
    }

    public SmallShop with(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public SmallShop change(String path, String from, String to) {
        String text = folder().text(path);
        assertThat(text).contains(from);
        return with(path, text.replace(from, to));
    }

    public RulebookFolder folder() {
        return new RulebookFolder(files);
    }

    /** Writes the files into a folder, which it returns. */
    public Path saveTo(Path root) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
        return root;
    }

    /** What its words make of facts. */
    Facts facts() {
        Findings findings = new Findings();
        Terms terms = TermsReader.read("rulebook.yaml", folder().text("rulebook.yaml"), findings);
        return Facts.of(VocabularyReader.read("vocabulary.yaml", folder().text("vocabulary.yaml"), terms, findings));
    }

    public Rulebook rulebook() {
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(folder(), findings);
        assertThat(findings.list()).isEmpty();
        assertThat(rulebook).isNotNull();
        return java.util.Objects.requireNonNull(rulebook);
    }

    /** What is wrong, a line a finding. */
    public java.util.List<String> findings() {
        Findings findings = new Findings();
        RulebookReader.read(folder(), findings);
        return findings.list().stream().map(Object::toString).toList();
    }
}

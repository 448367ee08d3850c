package org.opportune.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.source.ShopNames;

class LimitsReaderTest {
    private static final String CAPS = "id,scope,subject,most,window\nweek,all,,20,7d\nmail,channel,email,3,24h\n";
    private static final String WEIGHTS = "scope,subject,factor,because\ncampaign,referral,0.9,Invitations tire\n";

    private final Findings findings = new Findings();

    private LimitsReader reader(String caps, String weights) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put(LimitsReader.CAPS, caps.getBytes(StandardCharsets.UTF_8));
        files.put(LimitsReader.WEIGHTS, weights.getBytes(StandardCharsets.UTF_8));
        return new LimitsReader(new RulebookFolder(files), ShopNames.VOCABULARY, ShopNames.CATALOGUE, findings);
    }

    @Test
    void capsAndWeightsAreRead() {
        LimitsReader reader = reader(CAPS, WEIGHTS);

        assertThat(reader.caps())
                .containsExactly(
                        new Cap("week", Cap.Scope.ALL, Set.of(), 20, Duration.ofDays(7), Cap.Counts.IMPRESSIONS),
                        new Cap(
                                "mail",
                                Cap.Scope.CHANNEL,
                                Set.of("email"),
                                3,
                                Duration.ofHours(24),
                                Cap.Counts.IMPRESSIONS));
        assertThat(reader.weights())
                .containsExactly(
                        new Weight(Weight.Scope.CAMPAIGN, "referral", new BigDecimal("0.9"), "Invitations tire"));
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void severalSubjectsShareACapAndWhatCustomersDidIsCountedToo() {
        LimitsReader reader = reader("""
                id,scope,subject,most,window,counts
                sent,channel,email directMail,3,7d,
                each,offer,,1,30d,declines
                giving,tag,gift,2,24h,conversions
                """, WEIGHTS);

        assertThat(reader.caps())
                .extracting(Cap::subjects, Cap::counts)
                .containsExactly(
                        tuple(Set.of("email", "directMail"), Cap.Counts.IMPRESSIONS),
                        tuple(Set.of(), Cap.Counts.DECLINES),
                        tuple(Set.of("gift"), Cap.Counts.CONVERSIONS));
        assertThat(findings.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x,tag,,1,7d,            | 2:3: a cap over offers of a tag names the tag
            x,tag,gfit,1,7d,        | 2:3: unknown tag 'gfit'; did you mean 'gift'?
            x,offer,,0,7d,declines  | 2:4: 0 declines are there from the start
            x,offer,,1,7d,decline   | 2:6: unknown counts 'decline'; did you mean 'declines'?
            x,channel,email emial,1,7d, | 2:3: unknown channel 'emial'; did you mean 'email'?
            """)
    void whatACapCannotCountIsTold(String row, String told) {
        reader("id,scope,subject,most,window,counts\n" + row + "\n", WEIGHTS).caps();

        assertThat(findings.list()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .contains(told));
    }

    @Test
    void theShopsOwnHaveNoMistake() {
        LimitsReader reader = new LimitsReader(ShopNames.FOLDER, ShopNames.VOCABULARY, ShopNames.CATALOGUE, findings);

        assertThat(reader.caps()).isNotEmpty();
        assertThat(reader.weights()).isNotEmpty();
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void everyCellOfARowIsChecked() {
        LimitsReader reader = reader(
                "id,scope,subject,most,window\nA week,channel,emial,many,7\n",
                "scope,subject,factor,because\ncampaign,referal,high,\n");
        reader.caps();
        reader.weights();

        assertThat(findings.list())
                .extracting(Finding::file, Finding::line, Finding::column)
                .containsExactlyInAnyOrder(
                        tuple(LimitsReader.CAPS, 2, 1),
                        tuple(LimitsReader.CAPS, 2, 3),
                        tuple(LimitsReader.CAPS, 2, 4),
                        tuple(LimitsReader.CAPS, 2, 5),
                        tuple(LimitsReader.WEIGHTS, 2, 2),
                        tuple(LimitsReader.WEIGHTS, 2, 3),
                        tuple(LimitsReader.WEIGHTS, 2, 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mail,channel,email  | mail,chanel,email    | policy/caps.csv:3:2: unknown scope 'chanel'; did you mean 'channel'?
            mail,channel,email  | mail,channel,emial   | policy/caps.csv:3:3: unknown channel 'emial'; did you mean 'email'?
            mail,channel,email  | week,channel,email   | policy/caps.csv:3:1: the cap 'week' stands here twice
            email,3,24h         | email,-3,24h         | policy/caps.csv:3:4: '-3' is not a number of times
            email,3,24h         | email,3,24           | policy/caps.csv:3:5: '24' is not a window such as 24h or 7d
            week,all,,          | week,all,email,      | policy/caps.csv:2:3: a cap over all has no subject
            referral,0.9        | referral,NaN         | arbitration/weights.csv:2:3: 'NaN' is not a factor from 0 to 100
            referral,0.9        | referral,101         | arbitration/weights.csv:2:3: '101' is not a factor from 0 to 100
            campaign,referral   | campaign,referal     | arbitration/weights.csv:2:2: unknown campaign 'referal'
            Invitations tire    | ''                   | arbitration/weights.csv:2:4: a weight has a reason
            """)
    void whatIsWrongIsSaidAtItsCell(String good, String bad, String message) {
        LimitsReader reader = reader(CAPS.replace(good, bad), WEIGHTS.replace(good, bad));
        reader.caps();
        reader.weights();

        assertThat(findings.list().stream().map(Finding::toString))
                .singleElement()
                .asString()
                .startsWith(message);
    }
}

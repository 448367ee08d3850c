package org.opportune.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;

/** Customers of {@link ContactShop} made by chance, at instants near those at which something changes. */
public final class Customers {
    private Customers() {}

    public static Arbitrary<Snapshot> of(FactShape shape) {
        return Combinators.combine(attributes(), word().list().ofMaxSize(6), instants())
                .as((attributes, words, at) -> new Snapshot(
                        7,
                        at,
                        ZoneId.of("Europe/Helsinki"),
                        null,
                        FactValues.of(shape, attributes),
                        latest(words),
                        List.of()));
    }

    private static Arbitrary<Map<String, @Nullable Object>> attributes() {
        return Combinators.combine(
                        Arbitraries.of(true, false).injectNull(0.5),
                        Arbitraries.integers()
                                .between(-3, 3)
                                .map(days -> LocalDate.of(2008, 3, 1).plusDays(days))
                                .injectNull(0.4),
                        Arbitraries.of(
                                        "Europe/Helsinki",
                                        "America/New_York",
                                        "Australia/Lord_Howe",
                                        "Asia/Kathmandu",
                                        "Pacific/Kiritimati",
                                        "Etc/GMT+12",
                                        "Nowhere")
                                .injectNull(0.3),
                        Arbitraries.of("FI", "US", "AU", "XX").injectNull(0.3))
                .as((contact, born, zone, country) -> {
                    Map<String, @Nullable Object> attributes = new HashMap<>();
                    attributes.put("doNotContact", contact);
                    attributes.put("birthDate", born);
                    attributes.put("timeZone", zone);
                    attributes.put("country", country);
                    return attributes;
                });
    }

    private static Arbitrary<Consent> word() {
        return Combinators.combine(
                        Arbitraries.of("marketing", "advertising", "personalisation", "service"),
                        Arbitraries.of("email", "directMail", "display", "site").injectNull(0.5),
                        Arbitraries.of(true, true, false),
                        Arbitraries.longs().between(0, 3))
                .as((purpose, channel, granted, at) ->
                        new Consent(purpose, channel, granted, Instant.ofEpochSecond(1_700_000_000 + at)));
    }

    /** One for each purpose and channel, as a snapshot has them. */
    private static List<Consent> latest(List<Consent> words) {
        Map<String, Consent> latest = new LinkedHashMap<>();
        words.forEach(word -> latest.put(word.purpose() + "/" + word.channel(), word));
        return List.copyOf(latest.values());
    }

    /** Around the eighteenth birthdays, and the days on which clocks change. */
    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.of("2026-02-27", "2026-03-08", "2026-03-29", "2026-04-04", "2026-10-25"),
                        Arbitraries.integers().between(0, 4 * 96),
                        Arbitraries.of(-1, 0, 1))
                .as((day, quarters, seconds) ->
                        Instant.parse(day + "T00:00:00Z").plusSeconds(quarters * 900L + seconds));
    }
}

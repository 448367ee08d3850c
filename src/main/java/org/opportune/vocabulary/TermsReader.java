package org.opportune.vocabulary;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Terms.Learning;

/** Reads {@code rulebook.yaml}. */
public final class TermsReader {
    private static final int UNBOUNDED = 10_000; // more than placements and their offers can come to
    private static final int MAJORITY = 18;
    private static final Duration MOST_EVERY = Duration.ofDays(30);
    private static final Duration MOST_HALF_LIFE = Duration.ofDays(3_650);
    private static final int USUAL_WEIGHT = 20;
    private static final int MOST_WEIGHT = 1_000;

    private TermsReader() {}

    public static Terms read(String file, String text, Findings findings) {
        YamlNode root = YamlNode.read(file, text, findings);
        root.checkOneLine();
        root.entries(Set.of(
                "name",
                "timeZone",
                "locales",
                "defaultLocale",
                "baseCurrency",
                "rates",
                "limits",
                "arbitration",
                "learning",
                "attribution",
                "minors"));
        List<String> locales = new ArrayList<>();
        for (YamlNode item : root.required("locales").items()) {
            String tag = locale(item);
            if (locales.contains(tag)) {
                item.fail("the locale '" + Nearest.shorten(tag) + "' stands here twice");
            } else {
                locales.add(tag);
            }
        }
        YamlNode fallback = root.required("defaultLocale");
        String defaultLocale = locale(fallback);
        if (!fallback.isMissing() && !locales.contains(defaultLocale)) {
            fallback.fail(
                    "the default locale '" + Nearest.shorten(defaultLocale) + "' is not among the locales " + locales);
        }
        YamlNode currency = root.required("baseCurrency");
        if (!currency.isMissing() && !isCurrency(currency.text())) {
            currency.fail(notACurrency(currency.text()));
        }
        Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new LinkedHashMap<>();
        root.get("rates").ifPresent(node -> node.entries().forEach((name, dated) -> {
            if (!isCurrency(name)) {
                dated.failName(notACurrency(name));
            }
            NavigableMap<LocalDate, BigDecimal> byDay = dated(dated);
            if (!byDay.isEmpty()) {
                rates.put(name, byDay);
            }
        }));
        Map<String, YamlNode> limits = root.get("limits")
                .map(node -> node.entries(Set.of("placements", "offersPerPlacement", "offersPerCampaign")))
                .orElse(Map.of());
        return new Terms(
                root.required("name").text(),
                zone(root.required("timeZone")),
                List.copyOf(locales),
                defaultLocale,
                new Rates(currency.text(), rates),
                limit(limits, "placements", 10),
                limit(limits, "offersPerPlacement", 20),
                limit(limits, "offersPerCampaign", UNBOUNDED),
                root.get("arbitration")
                        .map(node -> propensity(node.entries(Set.of("propensity"))))
                        .orElse(1.0),
                root.get("learning").map(TermsReader::learning).orElse(null),
                root.get("attribution").map(AttributionReader::read).orElse(null),
                root.get("minors")
                        .map(node -> majority(node.entries(Set.of("age"))))
                        .orElse(MAJORITY));
    }

    private static double propensity(Map<String, YamlNode> arbitration) {
        YamlNode node = arbitration.get("propensity");
        if (node == null) {
            return 1;
        }
        try {
            BigDecimal prior = new BigDecimal(node.text());
            if (prior.signum() >= 0 && prior.compareTo(BigDecimal.ONE) <= 0 && prior.precision() <= 20) {
                return prior.doubleValue();
            }
        } catch (NumberFormatException e) {
            // said below
        }
        node.fail("'" + Nearest.shorten(node.text())
                + "' is no probability from 0 to 1, such as 0.02: how likely an offer that is shown is accepted");
        return 1;
    }

    private static Learning learning(YamlNode node) {
        node.entries(Set.of("every", "halfLife", "weight"));
        return new Learning(
                Spans.read(node.required("every"), "time between tables of rates", Duration.ofMinutes(1), MOST_EVERY),
                Spans.read(node.required("halfLife"), "half-life", Duration.ofDays(1), MOST_HALF_LIFE),
                node.get("weight").map(weight -> weight.number(1, MOST_WEIGHT)).orElse(USUAL_WEIGHT));
    }

    /** Within what the laws of countries say. */
    private static int majority(Map<String, YamlNode> minors) {
        YamlNode age = minors.get("age");
        return age == null ? MAJORITY : age.number(15, 21);
    }

    private static int limit(Map<String, YamlNode> limits, String name, int otherwise) {
        YamlNode node = limits.get(name);
        return node == null ? otherwise : node.number(1, 100);
    }

    private static String locale(YamlNode node) {
        String text = node.text();
        String tag = Label.canonicalTag(text);
        if (tag == null && !node.isMissing()) {
            node.fail("'" + Nearest.shorten(text) + "' is not a language tag such as en or pt-BR");
        }
        return tag == null ? text : tag;
    }

    private static ZoneId zone(YamlNode node) {
        try {
            return node.isMissing() ? ZoneOffset.UTC : ZoneId.of(node.text());
        } catch (DateTimeException e) {
            node.fail(Nearest.unknown("time zone", node.text(), ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
    }

    private static boolean isCurrency(String code) {
        return code.matches("[A-Z]{3}");
    }

    private static String notACurrency(String code) {
        return "'" + Nearest.shorten(code) + "' is not a currency code of three capital letters (ISO 4217)";
    }

    private static NavigableMap<LocalDate, BigDecimal> dated(YamlNode node) {
        NavigableMap<LocalDate, BigDecimal> rates = new TreeMap<>();
        node.entries().forEach((day, rate) -> {
            try {
                BigDecimal value = new BigDecimal(rate.text());
                if (value.signum() <= 0 || value.precision() > 20) {
                    rate.fail("a rate is more than zero and has at most 20 digits");
                }
                rates.put(LocalDate.parse(day), value);
            } catch (DateTimeException e) {
                rate.failName("'" + Nearest.shorten(day) + "' is not a day such as 2025-01-01");
            } catch (NumberFormatException e) {
                rate.fail("'" + Nearest.shorten(rate.text()) + "' is not a rate such as 0.0880");
            }
        });
        return rates;
    }
}

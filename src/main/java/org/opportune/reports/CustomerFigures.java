package org.opportune.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Json;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.Money;
import org.opportune.vocabulary.Property;
import org.opportune.vocabulary.Rates;
import org.opportune.vocabulary.Reported;
import org.opportune.vocabulary.Reported.Survey;
import org.opportune.vocabulary.ValueReader;

/** What reports count of customers, made from their stored events by the words of today. */
final class CustomerFigures {
    static final String NPS = "nps";
    static final String CSAT = "csat";

    private final Reported reported;
    private final ZoneId zone;
    private final Rates rates;
    private final ValueReader reader;
    private final Map<Bought, long[]> purchases = new TreeMap<>();
    private final Map<Answered, int[]> answers = new TreeMap<>();
    private final Map<Bought, int[]> referrals = new TreeMap<>();

    CustomerFigures(Rulebook rulebook) {
        this.reported = rulebook.vocabulary().reported();
        this.zone = rulebook.terms().zone();
        this.rates = rulebook.terms().rates();
        this.reader = new ValueReader(rates);
    }

    private record Bought(long customer, LocalDate day) implements Comparable<Bought> {
        @Override
        public int compareTo(Bought other) {
            int byCustomer = Long.compare(customer, other.customer);
            return byCustomer == 0 ? day.compareTo(other.day) : byCustomer;
        }
    }

    private record Answered(Bought when, String survey, String channel, int score) implements Comparable<Answered> {
        @Override
        public int compareTo(Answered other) {
            int order = when.compareTo(other.when);
            order = order == 0 ? survey.compareTo(other.survey) : order;
            order = order == 0 ? channel.compareTo(other.channel) : order;
            return order == 0 ? Integer.compare(score, other.score) : order;
        }
    }

    /** Equal for rulebooks by which everybody has the same figures. */
    static String declared(Rulebook rulebook) {
        return Hashes.hex(rulebook.vocabulary().reported() + "\n"
                + rulebook.terms().zone() + "\n" + rulebook.terms().rates());
    }

    /**
     * An event of one of the types that count. A value that was stored under an earlier vocabulary and no longer fits is unknown: a purchase is worth 0
     * then, and an answer is none.
     */
    void add(long customer, Instant at, String type, String properties) {
        Bought when = new Bought(customer, LocalDate.ofInstant(at, zone));
        JsonNode told = json(properties);
        Reported.Purchase purchase = reported.purchase();
        if (purchase != null && purchase.event().equals(type)) {
            long[] day = purchases.computeIfAbsent(when, key -> new long[2]);
            day[0]++;
            day[1] += read(purchase.value(), told) instanceof Money money
                    ? rates.toBase(money, LocalDate.ofInstant(at, ZoneOffset.UTC)) // as features have it
                    : 0;
        }
        answer(NPS, reported.nps(), when, type, told);
        answer(CSAT, reported.csat(), when, type, told);
        Reported.Referral referral = reported.referral();
        if (referral != null && referral.event().equals(type)) {
            int[] day = referrals.computeIfAbsent(when, key -> new int[2]);
            day[0]++;
            Property converted = referral.converted();
            day[1] += converted != null && Boolean.TRUE.equals(read(converted, told)) ? 1 : 0;
        }
    }

    private void answer(String id, @Nullable Survey survey, Bought when, String type, JsonNode told) {
        if (survey != null && survey.event().equals(type) && read(survey.score(), told) instanceof Integer score) {
            Property channel = survey.channel();
            String where = channel != null && read(channel, told) instanceof String choice ? choice : "";
            answers.computeIfAbsent(new Answered(when, id, where, score), key -> new int[1])[0]++;
        }
    }

    private @Nullable Object read(Property property, JsonNode told) {
        JsonNode value = told.get(property.name());
        return value == null ? null : reader.read(property, value, "", new Findings());
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) { // its message would show the stored text, which is personal
            throw new IllegalStateException("the properties of a stored event are not JSON");
        }
    }

    List<Object[]> purchaseRows() {
        List<Object[]> rows = new ArrayList<>();
        purchases.forEach((when, day) ->
                rows.add(new Object[] {when.customer(), when.day(), day[0], BigDecimal.valueOf(day[1], Rates.SCALE)}));
        return rows;
    }

    List<Object[]> surveyRows() {
        List<Object[]> rows = new ArrayList<>();
        answers.forEach((answer, count) -> rows.add(new Object[] {
            answer.when().customer(), answer.survey(), answer.when().day(), answer.channel(), answer.score(), count[0]
        }));
        return rows;
    }

    List<Object[]> referralRows() {
        List<Object[]> rows = new ArrayList<>();
        referrals.forEach((when, day) -> rows.add(new Object[] {when.customer(), when.day(), day[0], day[1]}));
        return rows;
    }
}

package org.opportune.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The e-mails that somebody would get who never unsubscribed, first to last. Some asked for every second week. */
final class Letters {
    record Letter(Instant sent, String campaign) {}

    private static final Map<Month, String> SEASONAL = new EnumMap<>(Map.of(
            Month.MARCH, "spring",
            Month.JUNE, "summer-sale",
            Month.NOVEMBER, "black-friday",
            Month.DECEMBER, "christmas"));
    private static final int SEASONAL_ON = 3;
    private static final int NEWSLETTER_ON = 10;
    private static final int SECOND_NEWSLETTER_ON = 24;
    private static final int HOUR = 9;

    private final Moments moments;
    private final int since;
    private final List<Letter> letters = new ArrayList<>();

    private Letters(Life life) {
        this.moments = life.moments();
        this.since = life.story().knownSince();
    }

    static List<Letter> to(Life life) {
        return new Letters(life).plan(life);
    }

    private List<Letter> plan(Life life) {
        boolean often = life.chance().happens(0.15);
        if (life.story().signedUp() <= Story.TWO_YEARS) {
            add(since - 2, "welcome");
            add(since - 6, "getting-started");
        }
        YearMonth end = YearMonth.from(moments.day(0));
        for (YearMonth month = YearMonth.from(moments.day(since)); !month.isAfter(end); month = month.plusMonths(1)) {
            month(month, often);
        }
        Instant known = moments.end().minus(Duration.ofDays(Math.max(0, since - 2)));
        for (Instant left : life.leftCarts()) {
            if (left.isAfter(known)) {
                letters.add(new Letter(left.plus(Duration.ofDays(1)), "cart-reminder"));
            }
        }
        letters.sort(Comparator.comparing(Letter::sent));
        return letters;
    }

    private void month(YearMonth month, boolean often) {
        String seasonal = SEASONAL.get(month.getMonth());
        if (seasonal != null) {
            addOn(month.atDay(SEASONAL_ON), seasonal + "-" + month.getYear());
        }
        if (often || month.getMonthValue() % 2 == 0) {
            addOn(month.atDay(NEWSLETTER_ON), "newsletter-" + month);
        }
        if (often) {
            addOn(month.atDay(SECOND_NEWSLETTER_ON), "newsletter-" + month + "-b");
        }
    }

    private void addOn(LocalDate day, String campaign) {
        int daysAgo = (int) ChronoUnit.DAYS.between(day, moments.day(0));
        if (daysAgo < since - 2) {
            add(daysAgo, campaign);
        }
    }

    private void add(int daysAgo, String campaign) {
        if (daysAgo > 0) {
            letters.add(new Letter(moments.on(daysAgo, HOUR), campaign));
        }
    }
}

package org.opportune.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The bones of a life: when they came, signed up, ordered and were seen last. All in days before the anchor, so what came first is largest.
 *
 * @param arrived first contact within the two years
 * @param signedUp may lie before the two years; 0 when they did not
 * @param orders oldest first
 */
record Story(int arrived, int signedUp, List<Integer> orders, int lastVisit) {
    static final int TWO_YEARS = 730;

    /** Orders are followed back to here; who had ordered that long ago had come before the two years. */
    private static final int FIRST_ORDER = 700;

    /** Moments are moved by a day to busier ones; the sign-up stays before the first order all the same. */
    private static final int BEFORE_FIRST_ORDER = 3;

    static Story draw(Persona persona, LocalDate anchor, Chance chance) {
        List<Integer> orders = persona.buys() ? orders(persona, anchor, chance) : List.of();
        int first = orders.isEmpty() ? 0 : orders.get(0);
        boolean isOld = first > FIRST_ORDER - persona.gap().most();
        int before = orders.isEmpty() ? 0 : first + BEFORE_FIRST_ORDER;
        int arrived = isOld ? TWO_YEARS : before + chance.in(persona.arrived());
        int signedUp = isOld
                ? TWO_YEARS + chance.between(1, 2_000)
                : Math.max(before, arrived - chance.between(0, Math.min(20, arrived)));
        int lastVisit =
                chance.in(persona.lastVisit().atMost(orders.isEmpty() ? arrived : orders.get(orders.size() - 1)));
        return new Story(arrived, persona.signsUp() ? signedUp : 0, orders, lastVisit);
    }

    /** From the last order backwards, because it is the last one that makes the stage. */
    private static List<Integer> orders(Persona persona, LocalDate anchor, Chance chance) {
        int gap = chance.in(persona.gap());
        int left = chance.in(persona.orders());
        int usual = persona.isSteady() && left > 1
                ? Math.max(persona.lastOrder().least(), gap * 7 / 5)
                : persona.lastOrder().most();
        Range last = persona.lastOrder().atMost(usual);
        int day = inSeason(anchor, chance, () -> chance.in(last));
        int pause = chance.in(persona.pause());
        List<Integer> orders = new ArrayList<>();
        while (left > 0 && day <= FIRST_ORDER) {
            orders.add(day);
            int next = day;
            day = pause > 0
                    ? day + pause
                    : inSeason(anchor, chance, () -> next + Math.max(1, (int) (gap * chance.between(0.5, 1.5))));
            pause = 0;
            left--;
        }
        Collections.reverse(orders);
        return List.copyOf(orders);
    }

    /** One of three days, the one in the busier month more likely. */
    private static int inSeason(LocalDate anchor, Chance chance, IntSupplier day) {
        int[] days = {day.getAsInt(), day.getAsInt(), day.getAsInt()};
        double[] weights = Arrays.stream(days)
                .mapToDouble(ago -> Seasons.ofMonth(anchor.minusDays(ago)))
                .toArray();
        return days[Seasons.index(weights, chance)];
    }

    /** Days since they could first be written to, within the two years. */
    int knownSince() {
        return Math.min(TWO_YEARS, signedUp);
    }
}

package org.opportune.attribution;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opportune.vocabulary.Attribution;
import org.opportune.vocabulary.Attribution.Rule;

/**
 * What an offer of a decision is credited with of an order.
 *
 * @param share of the order, from 0 to 1
 * @param worth of it, in base currency
 */
record Credit(UUID decision, String offer, BigDecimal share, BigDecimal worth) {
    static final int SHARE_SCALE = 8;
    static final int WORTH_SCALE = 4;

    /** The same whatever the order in which they were told: of one instant, decisions and offers decide. */
    private static final Comparator<Touch> IN_TIME = comparingLong(Touch::at)
            .thenComparing(Touch::decision, comparing(UUID::toString))
            .thenComparing(Touch::offer);

    /** Of one order. Shares add up to 1 and worths to that of the order, where there is a touch at all. */
    static List<Credit> of(Attribution terms, Order order, List<Touch> touches) {
        List<Touch> near = touches.stream()
                .filter(touch -> touch.at() <= order.at()
                        && order.at() - touch.at() <= terms.within().toMillis())
                .sorted(IN_TIME)
                .toList();
        if (near.isEmpty()) {
            return List.of();
        }
        if (terms.rule() == Rule.FIRST) {
            return split(order, near.subList(0, 1));
        } else if (terms.rule() == Rule.LAST) {
            return split(order, near.subList(near.size() - 1, near.size()));
        }
        Map<List<Object>, Touch> each = new LinkedHashMap<>(); // however often it was touched
        near.forEach(touch -> each.putIfAbsent(List.of(touch.decision(), touch.offer()), touch));
        return split(order, List.copyOf(each.values()));
    }

    /** The last one gets what rounding leaves. */
    private static List<Credit> split(Order order, List<Touch> credited) {
        BigDecimal count = BigDecimal.valueOf(credited.size());
        BigDecimal share = BigDecimal.ONE.divide(count, SHARE_SCALE, RoundingMode.DOWN);
        BigDecimal worth = order.worth().divide(count, WORTH_SCALE, RoundingMode.DOWN);
        BigDecimal others = BigDecimal.valueOf(credited.size() - 1L);
        List<Credit> credits = new ArrayList<>();
        for (Touch touch : credited) {
            boolean isLast = credits.size() == credited.size() - 1;
            credits.add(new Credit(
                    touch.decision(),
                    touch.offer(),
                    isLast ? BigDecimal.ONE.subtract(share.multiply(others)) : share,
                    isLast
                            ? order.worth()
                                    .setScale(WORTH_SCALE, RoundingMode.HALF_EVEN)
                                    .subtract(worth.multiply(others))
                            : worth));
        }
        return credits;
    }
}

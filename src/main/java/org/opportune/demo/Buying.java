package org.opportune.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders, and what comes of them: returns, questions where the parcel is, complaints, reviews. */
final class Buying {
    private static final List<String> REASONS =
            List.of("changedMind", "changedMind", "notAsDescribed", "broken", "wrongItem", "tooLate");
    private static final List<String> COUPONS = List.of("WELCOME-10", "SPRING-15", "THANKS-5", "FREE-DELIVERY");
    private static final List<String> SOURCES = List.of("direct", "direct", "search", "newsletter", "referral");

    private final Browsing browsing;

    Buying(Browsing browsing) {
        this.browsing = browsing;
    }

    void tell(Life life) {
        double returns = life.chance().happens(0.04) ? 0.6 : 0.07;
        int count = 0;
        for (int daysAgo : life.story().orders()) {
            count++;
            order(life, life.moments().about(daysAgo), count, returns);
        }
    }

    private void order(Life life, Instant visit, int count, double returns) {
        Chance chance = life.chance();
        List<Product> seen = browsing.visit(life, visit, chance.pick(SOURCES), chance.between(1, 2));
        Instant cart = visit.plusSeconds(chance.between(180, 900));
        Basket basket = Basket.fill(life, seen, browsing);
        String number = "D" + life.person().index() + "-" + count;
        life.diary().event(cart, "cartUpdated", Browsing.cart(life, basket.amount(), basket.quantity()));
        Instant ordered = cart.plusSeconds(chance.between(60, 1_200));
        life.diary()
                .event(
                        ordered,
                        "order",
                        Fields.with("orderNumber", number)
                                .and("amount", life.person().country().money(basket.amount()))
                                .and("category", basket.category())
                                .and("coupon", coupon(chance, count))
                                .and("items", basket.items()));
        afterwards(life, ordered, number, basket, returns);
    }

    private static @Nullable String coupon(Chance chance, int count) {
        if (count == 1 && chance.happens(0.4)) {
            return COUPONS.get(0);
        }
        return chance.happens(0.1) ? chance.pick(COUPONS) : null;
    }

    private static void afterwards(Life life, Instant ordered, String number, Basket basket, double returns) {
        Chance chance = life.chance();
        if (chance.happens(0.05)) {
            Service.ticket(life, Browsing.daysAfter(ordered, chance.between(3, 7), chance), "delivery");
        }
        if (chance.happens(0.025)) {
            Service.ticket(life, Browsing.daysAfter(ordered, chance.between(4, 12), chance), "complaint");
        }
        if (chance.happens(0.06)) {
            int stars = Math.min(5, chance.between(2, 7));
            life.diary()
                    .event(
                            Browsing.daysAfter(ordered, chance.between(6, 25), chance),
                            "reviewWritten",
                            Fields.with("sku", basket.first().sku()).and("stars", stars));
        }
        if (chance.happens(returns)) {
            Basket back = basket.firstLine();
            life.diary()
                    .event(
                            Browsing.daysAfter(ordered, chance.between(6, 26), chance),
                            "orderReturned",
                            Fields.with("orderNumber", number)
                                    .and("amount", life.person().country().money(back.amount()))
                                    .and("reason", chance.pick(REASONS))
                                    .and("items", back.items()));
        }
    }
}

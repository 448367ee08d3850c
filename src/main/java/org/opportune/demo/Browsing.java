package org.opportune.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Visits to the shop: pages, products, searches, and carts that are left behind. */
final class Browsing {
    private static final List<String> PAGES =
            List.of("home", "home", "home", "category", "category", "product", "account");
    private static final List<String> SOURCES =
            List.of("direct", "direct", "search", "search", "socialNetwork", "affiliate", "advertisement", "referral");
    private static final double BEFORE_BUYING = 2;
    private static final int INTEREST_WANES_AFTER = 45;

    private final Map<String, List<Product>> categories;
    private final List<String> names;

    Browsing(Map<String, List<Product>> categories) {
        this.categories = categories;
        this.names = List.copyOf(categories.keySet());
    }

    List<String> categories() {
        return names;
    }

    /** Every visit that did not end in an order. */
    void tell(Life life) {
        Story story = life.story();
        Chance chance = life.chance();
        double gap = 30 / (life.persona().visits() * chance.between(0.5, 1.5));
        double day = story.arrived();
        int last =
                story.orders().isEmpty() ? 0 : story.orders().get(story.orders().size() - 1);
        while (day > story.lastVisit()) {
            look(life, life.moments().about((int) day), chance.pick(SOURCES));
            boolean wanes = !life.persona().isSteady() && day < last - INTEREST_WANES_AFTER;
            day -= Math.max(
                    0.3,
                    chance.exponential(wanes ? gap * 4 : gap)
                            / Seasons.ofMonth(life.moments().day((int) day)));
        }
        look(life, life.moments().about(story.lastVisit()), chance.pick(SOURCES));
    }

    /** A visit that may end in a cart, but in no order. */
    void look(Life life, Instant at, String source) {
        Chance chance = life.chance();
        List<Product> seen =
                visit(life, at, source, (int) chance.exponential(life.persona().buys() ? 1 : BEFORE_BUYING));
        if (!seen.isEmpty() && chance.happens(0.16)) {
            Instant filled = at.plusSeconds(60L * seen.size() + chance.between(30, 400));
            int quantity = chance.between(1, 3);
            BigDecimal value = price(life, seen.get(0)).multiply(BigDecimal.valueOf(quantity));
            if (life.diary().event(filled, "cartUpdated", cart(life, value, quantity))) {
                life.leftCarts().add(filled);
            }
        }
    }

    /** The products that were looked at, as many as were asked for. */
    List<Product> visit(Life life, Instant at, String source, int products) {
        Chance chance = life.chance();
        int seconds = 20 + (int) chance.exponential(90) + 45 * products;
        life.diary()
                .event(
                        at,
                        "visit",
                        Fields.with("page", chance.pick(PAGES))
                                .and("source", source)
                                .and("seconds", chance.happens(0.95) ? seconds : null));
        List<Product> seen = new ArrayList<>();
        Instant next = at;
        for (int i = 0; i < products; i++) {
            next = next.plusSeconds(chance.between(15, 55));
            Product product = product(life);
            if (chance.happens(0.08)) {
                life.diary().event(next.minusSeconds(8), "search", search(chance, product));
            }
            life.diary()
                    .event(
                            next,
                            "productView",
                            Fields.with("sku", product.sku())
                                    .and("category", product.category())
                                    .and("price", life.person().country().money(price(life, product))));
            seen.add(product);
        }
        return seen;
    }

    /** More often than not from the category that they like best. */
    Product product(Life life) {
        Chance chance = life.chance();
        String category = chance.happens(0.55) ? life.person().favourite() : chance.pick(names);
        return chance.pick(categories.getOrDefault(category, List.of()));
    }

    static BigDecimal price(Life life, Product product) {
        return life.person().country().price(product.euros());
    }

    static Fields cart(Life life, BigDecimal value, int quantity) {
        return Fields.with("value", life.person().country().money(value)).and("quantity", quantity);
    }

    private static Fields search(Chance chance, Product product) {
        int results = chance.happens(0.15) ? 0 : chance.between(1, 8);
        return Fields.with("query", product.searchWord()).and("results", results);
    }

    static Instant daysAfter(Instant moment, int days, Chance chance) {
        return moment.plus(Duration.ofDays(days)).plusSeconds(chance.between(-7_200, 7_200));
    }
}

package org.opportune.demo;

import java.math.BigDecimal;
import java.util.List;

/** The business that a business customer buys for. Most are small. */
final class Company {
    private static final List<String> INDUSTRIES = List.of(
            "retail",
            "retail",
            "wholesale",
            "hospitality",
            "hospitality",
            "events",
            "education",
            "health",
            "services",
            "manufacturing",
            "publicSector",
            "other");
    private static final long REVENUE_A_HEAD = 110_000;

    private Company() {}

    static void describe(Fields fields, Person person, Chance chance) {
        int size = 1 + (int) (chance.exponential(6) * chance.exponential(6));
        BigDecimal euros =
                BigDecimal.valueOf(Math.round(size * REVENUE_A_HEAD * chance.between(0.4, 1.8) / 1000) * 1000);
        fields.and("companyName", person.country().company().replace("*", person.lastName()))
                .and("companySize", chance.happens(0.9) ? size : null)
                .and("industry", chance.happens(0.9) ? chance.pick(INDUSTRIES) : null)
                .and(
                        "companyRevenue",
                        chance.happens(0.6)
                                ? person.country().money(person.country().price(euros))
                                : null);
    }
}

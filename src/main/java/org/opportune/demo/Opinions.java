package org.opportune.demo;

import java.util.List;

/** What customers say about the shop, to it and to their friends. */
final class Opinions {
    private static final int LATELY = 80;
    private static final int BETWEEN_SURVEYS = 150;
    private static final double USUAL_ANSWERS = 0.08;
    private static final List<String> PRAISE =
            List.of("Lovely things, quick delivery", "My favourite shop", "Great gifts");
    private static final List<String> BLAME =
            List.of("Delivery took too long", "Too expensive", "Nobody answered my mail");

    private Opinions() {}

    static void tell(Life life) {
        List<Integer> orders = life.story().orders();
        if (orders.isEmpty()) {
            return;
        }
        surveys(life, orders.get(0));
        friends(life, orders.get(0));
    }

    private static void surveys(Life life, int firstOrder) {
        Chance chance = life.chance();
        for (int day = firstOrder - 20; day > LATELY; day -= BETWEEN_SURVEYS) {
            if (chance.happens(USUAL_ANSWERS)) {
                survey(life, day);
            }
        }
        if (chance.happens(life.persona().answers())) {
            survey(life, chance.between(1, Math.max(1, Math.min(LATELY, firstOrder))));
        }
    }

    private static void survey(Life life, int daysAgo) {
        Chance chance = life.chance();
        int score = (int)
                Math.max(0, Math.min(10, Math.round(chance.around(life.persona().nps(), 2.2))));
        List<String> words = score >= 9 ? PRAISE : score <= 6 ? BLAME : List.of();
        Fields answer = Fields.with("score", score);
        if (!words.isEmpty() && chance.happens(0.35)) {
            answer.and("comment", chance.pick(words));
        }
        life.diary().event(life.moments().about(daysAgo), "npsSurvey", answer);
    }

    private static void friends(Life life, int firstOrder) {
        Chance chance = life.chance();
        double mean = life.persona().referrals();
        for (int friends = mean > 0 ? (int) chance.exponential(mean) : 0; friends > 0; friends--) {
            life.diary()
                    .event(
                            life.moments().about(chance.between(1, Math.max(1, firstOrder))),
                            "referral",
                            Fields.with("code", Attributes.referralCode(life.person()))
                                    .and("ordered", chance.happens(0.45)));
        }
    }
}

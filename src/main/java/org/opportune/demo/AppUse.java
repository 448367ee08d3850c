package org.opportune.demo;

import java.util.List;

/** The app, and the guides that newcomers read. */
final class AppUse {
    private static final List<String> GUIDES =
            List.of("first-order", "choosing-gifts", "returns-made-easy", "loyalty-programme", "care-for-wood");
    private static final List<String> VERSIONS = List.of("3.2", "3.3", "3.4");
    private static final int USED_UNTIL = 400;
    private static final int AFTER_SIGN_UP = 3;
    private static final double USUAL_GAP = 30;

    private AppUse() {}

    static void tell(Life life) {
        Story story = life.story();
        Chance chance = life.chance();
        if (!life.persona().signsUp()) {
            return;
        }
        for (String guide : GUIDES) {
            int day = story.signedUp() - chance.between(AFTER_SIGN_UP, 30);
            if (chance.happens(0.12) && day >= 1 && day <= story.arrived()) {
                life.diary().event(life.moments().about(day), "guideFinished", Fields.with("guide", guide));
            }
        }
        if (life.hasApp()) {
            double gap = USUAL_GAP * chance.between(0.4, 2.5);
            double day = Math.min(USED_UNTIL, story.knownSince() - AFTER_SIGN_UP);
            for (; day > story.lastVisit(); day -= Math.max(1, chance.exponential(gap))) {
                life.diary()
                        .event(
                                life.moments().about((int) day),
                                "appOpened",
                                Fields.with("version", chance.pick(VERSIONS)));
            }
        }
    }
}

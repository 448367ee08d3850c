package org.opportune.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Consent;

/** How somebody becomes known, and what they agree to. Who signed up before the two years is known without an event. */
final class SignUp {
    static final String MARKETING = "marketing";
    private static final List<String> SOURCES =
            List.of("home", "home", "checkout", "checkout", "friend", "social", "fair");

    private final Life life;
    private final Chance chance;

    private SignUp(Life life) {
        this.life = life;
        this.chance = life.chance();
    }

    /** Whether e-mail may be sent. */
    static boolean tell(Life life) {
        return new SignUp(life).tell();
    }

    private boolean tell() {
        Story story = life.story();
        Instant first = life.moments().about(Math.max(story.arrived(), story.signedUp()));
        consent("analytics", null, 0.8, first);
        consent("personalisation", null, 0.75, first);
        consent("advertising", null, 0.4, first);
        return life.persona().signsUp() && signUp(story, life.persona().signUp());
    }

    private boolean signUp(Story story, String kind) {
        Instant signedUp = life.moments().about(story.signedUp());
        if (story.signedUp() <= Story.TWO_YEARS) {
            event(signedUp, kind, chance.pick(SOURCES));
        }
        if (life.isMember()) {
            int later = Math.min(story.signedUp() - 5, Story.TWO_YEARS) - chance.between(0, 90);
            event(life.moments().about(Math.max(1, later)), "loyalty", "account");
        }
        consent(MARKETING, "callCentre", 0.35, signedUp);
        consent(MARKETING, "directMail", 0.45, signedUp);
        consent(MARKETING, "app", life.hasApp() ? 0.7 : 0, signedUp);
        return consent(MARKETING, "email", kind.equals("newsletter") ? 1 : 0.82, signedUp);
    }

    private void event(Instant at, String kind, String source) {
        life.diary().event(at, "signUp", Fields.with("kind", kind).and("source", source));
    }

    /** A word is on record either way; of some nobody asked. */
    private boolean consent(String purpose, @Nullable String channel, double share, Instant at) {
        boolean granted = chance.happens(share);
        if (granted || chance.happens(0.7)) {
            life.diary().consent(new Consent(purpose, channel, granted, at));
        }
        return granted;
    }
}

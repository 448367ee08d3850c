package org.opportune.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.opportune.demo.Letters.Letter;
import org.opportune.profile.Consent;

/** E-mails to who agreed to them, opened with an interest that changes over the years, until some unsubscribe. */
final class Mailing {
    private static final List<String> LINKS = List.of("/new", "/gifts", "/sale", "/guides", "/account");
    private static final double BORED = 0.1;

    private final Life life;
    private final Chance chance;
    private final Browsing browsing;
    private final double liking;

    private Mailing(Life life, Browsing browsing) {
        this.life = life;
        this.chance = life.chance();
        this.browsing = browsing;
        this.liking = chance.between(0.4, 1.6);
    }

    static void tell(Life life, Browsing browsing) {
        Mailing mailing = new Mailing(life, browsing);
        boolean subscribed = true;
        for (Letter letter : Letters.to(life)) {
            subscribed = subscribed && mailing.goesOnAfter(letter);
        }
    }

    /** False when the customer has unsubscribed. */
    private boolean goesOnAfter(Letter letter) {
        Instant sent = letter.sent();
        double interest = interest(sent);
        if (!life.diary().event(sent, "emailSent", Fields.with("campaign", letter.campaign()))) {
            return true;
        }
        if (chance.happens(interest)) {
            opened(sent.plusSeconds(120 + (long) (3_600 * chance.exponential(9))), letter.campaign());
        } else if (interest < BORED && chance.happens(0.03)) {
            unsubscribe(sent.plus(Duration.ofMinutes(chance.between(3, 600))));
            return false;
        }
        return true;
    }

    /** On a straight line from the first days to the anchor. */
    private double interest(Instant at) {
        double daysAgo = Duration.between(at, life.moments().end()).toDays();
        double passed = 1 - daysAgo / Math.max(1, life.story().knownSince());
        Persona persona = life.persona();
        return liking * (persona.interest() + (persona.laterInterest() - persona.interest()) * passed);
    }

    private void opened(Instant opened, String campaign) {
        boolean hasHappened = life.diary().event(opened, "emailOpened", Fields.with("campaign", campaign));
        if (!hasHappened || !chance.happens(0.22)) {
            return;
        }
        Instant clicked = opened.plusSeconds(chance.between(5, 200));
        Fields what = Fields.with("campaign", campaign).and("link", chance.pick(LINKS));
        if (life.diary().event(clicked, "emailClicked", what)) {
            browsing.look(life, clicked.plusSeconds(2), "newsletter");
        }
    }

    private void unsubscribe(Instant at) {
        if (life.diary().event(at, "unsubscribe", Fields.with("channel", "email"))) {
            life.diary().consent(new Consent(SignUp.MARKETING, "email", false, at));
        }
    }
}

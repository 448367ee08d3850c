package org.opportune.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Contacts with customer service. What was opened in the last days may well be open still. */
final class Service {
    private static final Map<String, List<String>> SUBJECTS = Map.of(
            "complaint", List.of("Arrived broken", "Wrong item in the parcel", "Charged twice", "Refund has not come"),
            "delivery", List.of("Where is my parcel?", "Parcel was left outside", "New address"),
            "question",
                    List.of(
                            "Is it dishwasher safe?",
                            "Do you deliver here?",
                            "Can I order by invoice?",
                            "Gift wrapping"));
    private static final int COMPLAINT_WITHIN = 30;

    private Service() {}

    static void tell(Life life) {
        Chance chance = life.chance();
        if (chance.happens(0.1)) {
            ticket(life, life.moments().about(chance.between(1, life.story().arrived() + 1)), "question");
        }
        if (chance.happens(life.persona().openComplaint())) {
            List<Integer> orders = life.story().orders();
            int last = orders.get(orders.size() - 1);
            open(life, life.moments().about(chance.between(1, Math.min(COMPLAINT_WITHIN, last))), "complaint");
        }
    }

    static void ticket(Life life, Instant at, String kind) {
        Chance chance = life.chance();
        Fields ticket = open(life, at, kind);
        Instant closed = at.plus(Duration.ofHours(chance.between(2, kind.equals("complaint") ? 150 : 60)));
        boolean solved = chance.happens(0.88);
        life.diary().event(closed, "ticketClosed", ticket.and("solved", solved));
        if (chance.happens(0.4)) {
            int score = solved ? Math.min(5, chance.between(2, 7)) : chance.between(1, 3);
            Instant answered = closed.plus(Duration.ofHours(chance.between(3, 48)));
            life.diary().event(answered, "csatSurvey", Fields.with("score", score));
        }
    }

    /** What the closing will say too. */
    private static Fields open(Life life, Instant at, String kind) {
        Chance chance = life.chance();
        String number = "T" + life.person().index() + "-" + Long.toString(at.getEpochSecond(), Character.MAX_RADIX);
        String subject = chance.pick(SUBJECTS.getOrDefault(kind, List.of()));
        life.diary()
                .event(
                        at,
                        "ticketOpened",
                        Fields.with("ticket", number).and("kind", kind).and("subject", subject));
        return Fields.with("ticket", number).and("kind", kind);
    }
}

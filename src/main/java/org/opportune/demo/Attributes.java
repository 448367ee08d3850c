package org.opportune.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Money;

/** What the shop knows of a customer: little of a visitor, much of an account, all of nobody. */
final class Attributes {
    private static final List<String> INTERESTS =
            List.of("cooking", "decorating", "gardening", "crafts", "parties", "children", "reading", "vintage");
    private static final List<String> VALUES = List.of("sustainability", "quality", "price", "local", "novelty");
    private static final List<String> LIFESTYLES = List.of("family", "family", "city", "city", "nature", "quiet");
    private static final List<String> EDUCATION =
            List.of("basic", "secondary", "secondary", "bachelor", "bachelor", "master", "doctorate");
    private static final List<String> CHANNELS = List.of("email", "email", "email", "app", "phone", "post");
    private static final int GROWN_UP = 18;
    private static final int STUDENTS_UNTIL = 27;

    private final Life life;
    private final Chance chance;
    private final LocalDate anchor;
    private final Person person;
    private final Persona persona;

    private Attributes(Life life, LocalDate anchor) {
        this.life = life;
        this.chance = life.chance();
        this.anchor = anchor;
        this.person = life.person();
        this.persona = life.persona();
    }

    static Map<String, @Nullable Object> draw(Life life, LocalDate anchor) {
        return new Attributes(life, anchor).draw();
    }

    private Map<String, @Nullable Object> draw() {
        Fields fields = new Fields()
                .and("country", known(chance, 0.9, person.country().code()))
                .and("language", person.language())
                .and("timeZone", person.city().zone().getId());
        if (persona.signsUp()) {
            fields.and("firstName", known(chance, 0.9, person.firstName()))
                    .and("signUpDate", anchor.minusDays(Math.max(1, life.story().signedUp())));
        }
        if (persona.signUp().equals("account")) {
            account(fields);
            tastes(fields);
        }
        if (person.isBusiness()) {
            fields.and("customerType", "business");
            Company.describe(fields, person, chance);
        }
        return fields.map();
    }

    private void account(Fields fields) {
        int age = age();
        fields.and("lastName", person.lastName())
                .and("city", person.city().name())
                .and("postalCode", known(chance, 0.95, postalCode()))
                .and("birthDate", known(chance, 0.72, anchor.minusYears(age).minusDays(chance.between(1, 360))))
                .and(
                        "gender",
                        known(
                                chance,
                                0.75,
                                chance.happens(0.015)
                                        ? "other"
                                        : person.gender().word()))
                .and("householdIncome", known(chance, 0.35, income()))
                .and("education", known(chance, 0.4, chance.pick(EDUCATION)))
                .and("preferredChannel", known(chance, 0.6, chance.pick(CHANNELS)))
                .and("doNotContact", chance.happens(0.02))
                .and("appInstalled", life.hasApp())
                .and("loyaltyMember", life.isMember())
                .and("referralCode", persona.referrals() > 0 ? referralCode(person) : null);
        if (!person.isBusiness()) {
            fields.and("customerType", "consumer");
        }
        boolean isStudent = age >= GROWN_UP && age <= STUDENTS_UNTIL && chance.happens(0.5);
        fields.and("lifestyle", known(chance, 0.5, isStudent ? "student" : chance.pick(LIFESTYLES)));
    }

    private void tastes(Fields fields) {
        fields.and("interests", known(chance, 0.55, some(INTERESTS)))
                .and("personalValues", known(chance, 0.4, some(VALUES)))
                .and("favouriteCategory", known(chance, 0.6, person.favourite()));
    }

    static String referralCode(Person person) {
        return "FRIEND-" + person.number();
    }

    private int age() {
        return chance.happens(0.006) ? chance.between(15, 17) : (int) chance.around(43, 25);
    }

    private Money income() {
        BigDecimal income = BigDecimal.valueOf(person.country().income() * chance.between(0.45, 2.2));
        return person.country()
                .money(income.round(new MathContext(2, RoundingMode.HALF_EVEN)).setScale(0));
    }

    private String postalCode() {
        StringBuilder code = new StringBuilder();
        for (char c : person.city().postalCode().toCharArray()) {
            code.append(
                    switch (c) {
                        case '#' -> (char) ('0' + chance.between(1, 9));
                        case '@' -> (char) ('A' + chance.between(0, 25));
                        default -> c;
                    });
        }
        return code.toString();
    }

    private Set<String> some(List<String> things) {
        Set<String> chosen = new TreeSet<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            chosen.add(chance.pick(things));
        }
        return chosen;
    }

    private static <T> @Nullable T known(Chance chance, double share, T value) {
        return chance.happens(share) ? value : null;
    }
}

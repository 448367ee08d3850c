package org.opportune.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;

/**
 * A kind of life with the shop, a row of {@code personas.csv}. Days count back from the anchor; shares lie between 0 and 1.
 *
 * @param arrived days since the first contact; of buyers, days between that and the first order
 * @param signUp what they signed up for; empty for visitors
 * @param gap usual days between two orders
 * @param lastOrder days since the last order
 * @param pause days of silence before the last order; 0 for none
 * @param visits visits a month beside those that end in an order
 * @param lastVisit days since the last visit
 * @param interest share of e-mails opened at first
 * @param laterInterest the same at the anchor, on a straight line; below zero they stopped opening long ago
 * @param app share who have the app
 * @param openComplaint share whose complaint is open
 * @param nps middle of the recommendation scores
 * @param answers share who answered a survey lately
 * @param referrals friends invited, on average
 * @param business share of business customers
 */
record Persona(
        String name,
        double weight,
        Range arrived,
        String signUp,
        Range orders,
        Range gap,
        Range lastOrder,
        Range pause,
        double visits,
        Range lastVisit,
        double interest,
        double laterInterest,
        double app,
        double openComplaint,
        double nps,
        double answers,
        double referrals,
        double business) {

    static Weighted<Persona> all() {
        return Weighted.of(Table.read("personas.csv", Persona::of), Persona::weight);
    }

    private static Persona of(NamedCsvRecord row) {
        return new Persona(
                row.getField("persona"),
                Table.number(row, "weight"),
                range(row, "arrived"),
                row.getField("signUp"),
                range(row, "orders"),
                range(row, "gap"),
                range(row, "lastOrder"),
                range(row, "pause"),
                Table.number(row, "visits"),
                range(row, "lastVisit"),
                Table.number(row, "interest"),
                Table.number(row, "laterInterest"),
                Table.number(row, "app"),
                Table.number(row, "openComplaint"),
                Table.number(row, "nps"),
                Table.number(row, "answers"),
                Table.number(row, "referrals"),
                Table.number(row, "business"));
    }

    private static Range range(NamedCsvRecord row, String column) {
        return Range.parse(row.getField(column));
    }

    boolean signsUp() {
        return !signUp.isEmpty();
    }

    boolean buys() {
        return orders.most() > 0;
    }

    /** Orders as regularly as ever: the last order lies no longer back than their usual gap allows. */
    boolean isSteady() {
        return lastOrder.most() <= 90 && pause.most() == 0;
    }
}

package org.opportune.lifetime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.RandomDataGenerator;

/** Customers made at random as the models say that they behave, so that the truth is known. Days are whole, as they are of a real shop: times are in weeks. */
final class Shop {
    private static final int DAYS_OF_WEEK = 7;

    private final RandomDataGenerator random;

    Shop(long seed) {
        random = new RandomDataGenerator(seed);
    }

    /** One customer: what was seen until their age, and what they did within the horizon after it. */
    record Seen(History history, boolean alive, int later) {}

    List<Seen> customers(BgNbd model, int many, double oldest, double horizon) {
        List<Seen> customers = new ArrayList<>();
        for (int customer = 0; customer < many; customer++) {
            double age = Math.ceil(random.nextUniform(oldest / 2, oldest) * DAYS_OF_WEEK) / DAYS_OF_WEEK;
            customers.add(customer(model, age, horizon));
        }
        return customers;
    }

    private Seen customer(BgNbd model, double age, double horizon) {
        double mean = 1 / random.nextGamma(model.r(), 1 / model.alpha());
        double stops = random.nextBeta(model.a(), model.b());
        double at = random.nextExponential(mean);
        double last = 0;
        int repeats = 0;
        int later = 0;
        boolean alive = true;
        while (alive && at < age + horizon) {
            boolean stopped = random.nextUniform(0, 1) < stops;
            if (at <= age) {
                repeats++;
                last = at;
                alive = !stopped;
            } else {
                later++;
            }
            at = stopped ? Double.POSITIVE_INFINITY : at + random.nextExponential(mean);
        }
        return new Seen(new History(repeats, last, age), alive, later);
    }

    static Map<History, Long> histories(List<Seen> customers) {
        Map<History, Long> histories = new HashMap<>();
        customers.forEach(customer -> histories.merge(customer.history(), 1L, Long::sum));
        return histories;
    }

    List<Spend> spends(GammaGamma model, int many) {
        List<Spend> spends = new ArrayList<>();
        for (int customer = 0; customer < many; customer++) {
            double rate = random.nextGamma(model.q(), 1 / model.gamma());
            int purchases = random.nextInt(1, 8);
            double sum = 0;
            for (int purchase = 0; purchase < purchases; purchase++) {
                sum += random.nextGamma(model.p(), 1 / rate);
            }
            spends.add(new Spend(purchases, sum / purchases));
        }
        return spends;
    }
}

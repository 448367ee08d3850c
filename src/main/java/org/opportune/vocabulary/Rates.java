package org.opportune.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Dated exchange rates: what one unit of a currency is worth in the base currency from a day on. A day before the first rate takes the first.
 * Amounts in the base currency are whole ten-thousandths, so that sums do not depend on their order.
 */
public final class Rates {
    /** Ten-thousandths: the scale of every amount in the base currency. */
    public static final int SCALE = 4;

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

    private final String base;
    private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates;

    Rates(String base, Map<String, NavigableMap<LocalDate, BigDecimal>> rates) {
        this.base = base;
        this.rates = Map.copyOf(rates);
    }

    public String base() {
        return base;
    }

    public Collection<String> currencies() {
        TreeMap<String, Boolean> known = new TreeMap<>();
        known.put(base, true);
        rates.keySet().forEach(currency -> known.put(currency, true));
        return known.keySet();
    }

    public boolean knows(@Nullable String currency) {
        return currency == null || currency.equals(base) || rates.containsKey(currency);
    }

    public static boolean isInBounds(BigDecimal value) {
        return value.abs().compareTo(MOST) <= 0;
    }

    /** Whether the amount is in bounds in base currency too, on every day. */
    public boolean isInBounds(Money money) {
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(String.valueOf(money.currency()));
        return isInBounds(money.value())
                && (dated == null
                        || dated.values().stream()
                                .allMatch(rate -> isInBounds(money.value().multiply(rate))));
    }

    /** In ten-thousandths of the base currency, rounded half even, by the rate of the day. */
    public long toBase(Money money, LocalDate day) {
        BigDecimal amount = money.value();
        String currency = money.currency();
        if (currency != null && !currency.equals(base)) {
            NavigableMap<LocalDate, BigDecimal> dated = rates.get(currency);
            if (dated == null) {
                throw new IllegalArgumentException("no rate for currency " + currency);
            }
            Map.Entry<LocalDate, BigDecimal> rate = dated.floorEntry(day);
            amount = amount.multiply((rate == null ? dated.firstEntry() : rate).getValue());
        }
        return amount.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    /** All of it in a fixed order: equal for equal rates. */
    @Override
    public String toString() {
        return base + new TreeMap<>(rates);
    }

    /** The amount of a fact for ten-thousandths. */
    public static double fromBase(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, SCALE).doubleValue();
    }
}

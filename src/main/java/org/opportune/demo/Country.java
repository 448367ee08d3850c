package org.opportune.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Money;

/**
 * A country that the shop delivers to.
 *
 * @param perEuro roughly what a euro costs
 * @param step prices are a multiple of it
 * @param income of a usual household in a year, in the country's currency
 * @param phones patterns of numbers reserved for fiction; empty where the country reserves none
 * @param company how companies are called, with the name at the asterisk
 */
record Country(
        String code,
        double weight,
        Weighted<Language> languages,
        String currency,
        BigDecimal perEuro,
        BigDecimal step,
        int income,
        List<String> phones,
        String company,
        Weighted<City> cities) {

    record Language(String code, double weight) {}

    record City(String country, String name, double weight, ZoneId zone, String postalCode) {}

    static Weighted<Country> all() {
        Map<String, List<City>> cities = Table.read(
                        "cities.csv",
                        row -> new City(
                                row.getField("country"),
                                row.getField("city"),
                                Table.number(row, "weight"),
                                ZoneId.of(row.getField("zone")),
                                row.getField("postalCode")))
                .stream()
                .collect(Collectors.groupingBy(City::country));
        return Weighted.of(
                Table.read("countries.csv", row -> of(row, cities.getOrDefault(row.getField("country"), List.of()))),
                Country::weight);
    }

    private static Country of(NamedCsvRecord row, List<City> cities) {
        return new Country(
                row.getField("country"),
                Table.number(row, "weight"),
                Weighted.of(
                        Table.list(row.getField("languages")).stream()
                                .map(Country::language)
                                .toList(),
                        Language::weight),
                row.getField("currency"),
                new BigDecimal(row.getField("perEuro")),
                new BigDecimal(row.getField("step")),
                Integer.parseInt(row.getField("income")),
                Table.list(row.getField("phones")),
                row.getField("company"),
                Weighted.of(cities, City::weight));
    }

    private static Language language(String cell) {
        int colon = cell.indexOf(':');
        return new Language(cell.substring(0, colon), Double.parseDouble(cell.substring(colon + 1)));
    }

    /** A price in the country's currency. */
    BigDecimal price(BigDecimal euros) {
        return euros.multiply(perEuro)
                .divide(step, 0, RoundingMode.HALF_EVEN)
                .max(BigDecimal.ONE)
                .multiply(step);
    }

    Money money(BigDecimal amount) {
        return new Money(amount, currency);
    }

    /** The number of the customer of that index; null when the country's reserved numbers are used up. */
    @Nullable
    String phone(int index) {
        int left = index;
        for (String pattern : phones) {
            int digits = (int) pattern.chars().filter(c -> c == '#').count();
            int size = BigDecimal.TEN.pow(digits).intValueExact();
            if (left < size) {
                return pattern.substring(0, pattern.length() - digits)
                        + String.valueOf(size + left).substring(1);
            }
            left -= size;
        }
        return null;
    }
}

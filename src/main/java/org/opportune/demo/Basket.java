package org.opportune.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is bought together, priced in the customer's currency. Businesses buy by the dozen. */
final class Basket {
    private record Line(Product product, int quantity, BigDecimal unitPrice) {
        BigDecimal amount() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }

        Map<String, Object> item() {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("sku", product.sku());
            item.put("quantity", quantity);
            item.put("unitPrice", unitPrice);
            item.put("description", product.description());
            return item;
        }
    }

    private static final double MORE_LINES = 1.1;

    private final List<Line> lines;

    private Basket(List<Line> lines) {
        this.lines = lines;
    }

    static Basket fill(Life life, List<Product> seen, Browsing browsing) {
        Chance chance = life.chance();
        List<Product> products = new ArrayList<>(seen);
        for (int more = (int) chance.exponential(MORE_LINES); more > 0; more--) {
            products.add(browsing.product(life));
        }
        return new Basket(products.stream()
                .distinct()
                .map(product -> new Line(product, quantity(life), Browsing.price(life, product)))
                .toList());
    }

    private static int quantity(Life life) {
        Chance chance = life.chance();
        if (life.person().isBusiness()) {
            return chance.between(4, 24);
        }
        return chance.happens(0.7) ? 1 : chance.between(2, 4);
    }

    BigDecimal amount() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    int quantity() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    String category() {
        return first().category();
    }

    Product first() {
        return lines.get(0).product();
    }

    List<Map<String, Object>> items() {
        return lines.stream().map(Line::item).toList();
    }

    /** The first line alone, as it comes back. */
    Basket firstLine() {
        return new Basket(lines.subList(0, 1));
    }
}

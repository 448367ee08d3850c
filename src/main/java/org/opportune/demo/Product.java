package org.opportune.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Something that the shop sells. */
record Product(String sku, String category, BigDecimal euros, String description) {

    /** By category. */
    static Map<String, List<Product>> all() {
        Map<String, List<Product>> categories = new TreeMap<>();
        List<Product> products = Table.read(
                "products.csv",
                row -> new Product(
                        row.getField("sku"),
                        row.getField("category"),
                        new BigDecimal(row.getField("price")),
                        row.getField("description")));
        for (Product product : products) {
            categories.computeIfAbsent(product.category(), category -> products.stream()
                    .filter(other -> other.category().equals(category))
                    .toList());
        }
        return categories;
    }

    /** What somebody types who looks for it: the last word of its description. */
    String searchWord() {
        return description.substring(description.lastIndexOf(' ') + 1);
    }
}

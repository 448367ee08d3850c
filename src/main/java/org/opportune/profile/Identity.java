package org.opportune.profile;

import java.util.List;
import java.util.Locale;

/** One of the names by which a customer is found. Namespaces stand strongest first; e-mail and phone are kept in one form. */
public record Identity(String namespace, String id) {
    public static final List<String> NAMESPACES = List.of("customer", "email", "phone", "visitor");
    public static final int LONGEST_ID = 200;

    public Identity {
        id = switch (namespace) {
            case "email" -> id.strip().toLowerCase(Locale.ROOT);
            case "phone" -> id.replaceAll("[\\s().-]", "");
            default -> id.strip();
        };
    }
}

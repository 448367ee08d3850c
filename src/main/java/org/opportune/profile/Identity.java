package org.opportune.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;

/** One of the names by which a customer is found. Namespaces stand strongest first; e-mail and phone are kept in one form. */
public record Identity(String namespace, String id) {
    public static final List<String> NAMESPACES = List.of("customer", "email", "phone", "visitor");
    public static final int LONGEST_ID = 200;

    /** The namespace of cookies: who has no other name is a visitor. */
    static final String VISITOR = "visitor";

    private static final Pattern PHONE_PUNCTUATION = Pattern.compile("[\\s().-]");

    public Identity {
        id = switch (namespace) {
            case "email" -> id.strip().toLowerCase(Locale.ROOT);
            case "phone" -> PHONE_PUNCTUATION.matcher(id).replaceAll("");
            default -> id.strip();
        };
    }

    /** 0 for the strongest namespace. */
    int strength() {
        return NAMESPACES.indexOf(namespace);
    }

    boolean isVisitor() {
        return namespace.equals(VISITOR);
    }

    /** Of somebody of whom nothing but this name is known: a digest of it, below zero. */
    public long unit() {
        byte[] name = (namespace + ":" + id).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(Hashes.sha256(name)).getLong() | Long.MIN_VALUE;
    }

    /** Of somebody who goes by all of these: that of a cookie where there is one, since they were a visitor first. Null for nobody. */
    public static @Nullable Long unit(List<Identity> names) {
        return names.stream()
                .filter(Identity::isVisitor)
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(Identity::unit)
                .orElse(null);
    }

    /** Without the id, which is personal. */
    @Override
    public String toString() {
        return "Identity[" + namespace + "]";
    }
}

package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/** Reads who a customer is: {@code {namespace, id}}, or a list of up to ten. */
public final class IdentityReader {
    static final int MOST = 10;

    private static final Set<String> FIELDS = Set.of("namespace", "id");

    private IdentityReader() {}

    /** Empty with a finding when nobody is named. */
    public static List<Identity> read(@Nullable JsonNode node, String field, String pointer, Findings findings) {
        if (node == null || node.isNull()) {
            findings.at(
                    pointer,
                    "'" + field
                            + "' is missing: name the customer by {\"namespace\": \"customer\", \"id\": \"C-1001\"}");
            return List.of();
        }
        if (!node.isArray()) {
            Identity one = one(node, pointer, findings);
            return one == null ? List.of() : List.of(one);
        }
        if (node.isEmpty() || node.size() > MOST) {
            findings.at(pointer, field + ": " + node.size() + " identities; a customer is named by 1 to " + MOST);
            return List.of();
        }
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Identity one = one(node.get(i), pointer + "/" + i, findings);
            if (one != null && !identities.contains(one)) {
                identities.add(one);
            }
        }
        return List.copyOf(identities);
    }

    private static @Nullable Identity one(JsonNode node, String pointer, Findings findings) {
        if (!Names.isObject(node, FIELDS, pointer, findings)) {
            return null;
        }
        String namespace = Names.name(node.get("namespace"), "namespace", pointer + "/namespace", findings);
        String id = Names.name(node.get("id"), "id", pointer + "/id", findings);
        return namespace == null || id == null ? null : of(namespace, id, pointer, findings);
    }

    /** Null with a finding when the namespace is unknown or nothing of the id remains in its kept form. */
    static @Nullable Identity of(String namespace, String id, String pointer, Findings findings) {
        if (!Identity.NAMESPACES.contains(namespace)) {
            findings.at(pointer + "/namespace", Nearest.unknown("namespace", namespace, Identity.NAMESPACES));
            return null;
        }
        Identity identity = new Identity(namespace, id);
        if (identity.id().isEmpty() || identity.id().length() > Identity.LONGEST_ID) {
            findings.at(
                    pointer + "/id",
                    "id: a " + namespace + " has 1 to " + Identity.LONGEST_ID + " characters of its own");
            return null;
        }
        return identity;
    }

    /** Of an address: the customer number when no namespace is said. */
    public static Identity named(@Nullable String namespace, String id) {
        String space = namespace == null ? "customer" : namespace;
        if (!Identity.NAMESPACES.contains(space)) {
            throw Problem.invalid("?namespace", Nearest.unknown("namespace", space, Identity.NAMESPACES));
        }
        if (id.length() > Identity.LONGEST_ID) {
            throw Problem.invalid(
                    "/id", "an id has at most " + Identity.LONGEST_ID + " characters; this one has " + id.length());
        }
        return new Identity(space, id);
    }
}

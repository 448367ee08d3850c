package org.opportune.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Problem;

/**
 * What was read of a request that holds one thing or many. Of many, those that are wrong are listed and the others are kept; one alone, or all of
 * many, being wrong is a wrong request.
 */
public record Intake<T>(List<T> read, List<Refused> refused) {
    static final int MOST = 1_000;

    /**
     * Reads one object, a list, or an object that holds nothing but a list.
     *
     * @param list the name of that list
     */
    public static <T> Intake<T> of(JsonNode body, String list, Reader<T> reader) {
        if (body.isObject() && body.path(list).isArray()) {
            Findings findings = new Findings();
            Names.isObject(body, Set.of(list), "", findings);
            findings.refuseRequest();
            return ofMany(body.path(list), Json.pointer("", list), reader);
        }
        return body.isArray() ? ofMany(body, "", reader) : ofOne(body, reader);
    }

    static <T> Intake<T> ofOne(JsonNode body, Reader<T> reader) {
        Findings findings = new Findings();
        T one = reader.read(body, "", findings);
        findings.refuseRequest();
        return new Intake<>(one == null ? List.of() : List.of(one), List.of());
    }

    static <T> Intake<T> ofMany(JsonNode nodes, String pointer, Reader<T> reader) {
        if (!nodes.isArray()) {
            throw Problem.invalid(pointer, "expected a list, found " + Json.kind(nodes));
        }
        if (nodes.isEmpty() || nodes.size() > MOST) {
            throw Problem.invalid(
                    pointer, "the list has " + nodes.size() + " entries; send 1 to " + MOST + " at a time");
        }
        List<T> read = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        Findings all = new Findings();
        for (int i = 0; i < nodes.size(); i++) {
            Findings findings = new Findings();
            T one = reader.read(nodes.get(i), pointer + "/" + i, findings);
            if (one != null) {
                read.add(one);
            } else {
                JsonNode id = nodes.get(i).path("id");
                String shown = id.isTextual() ? Nearest.shorten(id.textValue()) : null;
                refused.add(new Refused(i, shown, findings.list()));
                all.addAll(findings);
            }
        }
        if (read.isEmpty()) {
            all.refuseRequest();
        }
        return new Intake<>(read, refused);
    }

    /** Reads one; null with findings when it is refused. */
    public interface Reader<T> {
        @Nullable
        T read(JsonNode node, String pointer, Findings findings);
    }
}

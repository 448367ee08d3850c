package org.opportune.rulebook;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.opportune.kernel.Json;

/**
 * The classes that the engine made of a rulebook's rules, so that another process can load what this one compiled. Wherever they come from, what they may do
 * is judged before one of them is loaded.
 *
 * @param byName their code by internal names
 */
public record RuleClasses(Map<String, byte[]> byName) {
    private static final long MOST_BYTES = 100_000_000;

    public void write(Path file) {
        try {
            Files.write(file, Json.MAPPER.writeValueAsBytes(byName));
        } catch (IOException e) {
            throw new UncheckedIOException("the compiled rules could not be written", e);
        }
    }

    public static RuleClasses read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("the compiled rules have more than " + MOST_BYTES + " bytes");
        }
        return new RuleClasses(
                Json.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, byte[]>>() {}));
    }
}

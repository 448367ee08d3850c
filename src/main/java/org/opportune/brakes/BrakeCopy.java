package org.opportune.brakes;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.Json;
import org.opportune.kernel.KeptFile;

/** What is paused, in the data folder, for a start without the database: two lines that name the format and the SHA-256 of the rest, and JSON. */
final class BrakeCopy {
    private static final String FIRST = "opportune-brakes 1\n";
    private static final int HEAD = FIRST.length() + 64 + 1;
    private static final String NAME = "paused";
    private static final Logger LOG = Logger.getLogger(BrakeCopy.class.getName());

    private final Path folder;
    private @Nullable List<Brake> written;
    private boolean isTold;

    BrakeCopy(Path folder) {
        this.folder = folder;
    }

    /** Keeps them when they are news. A copy that cannot be written is told of once, tried again each time, and takes nothing from what is paused. */
    void keep(List<Brake> brakes) {
        if (brakes.equals(written)) {
            return;
        }
        try {
            String body = Json.MAPPER.writeValueAsString(brakes) + "\n";
            KeptFile.write(
                    folder, NAME, (FIRST + Hashes.hex(body) + "\n").getBytes(StandardCharsets.US_ASCII), utf8(body));
            written = brakes;
            isTold = false;
        } catch (IOException e) {
            if (!isTold) {
                LOG.warning(() -> "What is paused could not be written to the data folder, so that a start without the"
                        + " database would not know it: " + e);
            }
            isTold = true;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Null when there is none. Throws when it is damaged. */
    @Nullable
    List<Brake> read() throws IOException {
        String text;
        try {
            text = Files.readString(folder.resolve(NAME));
        } catch (NoSuchFileException e) {
            return null;
        }
        if (text.length() < HEAD || !text.startsWith(FIRST + Hashes.hex(text.substring(HEAD)) + "\n")) {
            throw new IOException("its content is not what its first lines say");
        }
        return Json.MAPPER.readValue(text.substring(HEAD), new TypeReference<List<Brake>>() {});
    }
}

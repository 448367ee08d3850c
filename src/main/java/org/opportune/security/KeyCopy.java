package org.opportune.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.KeptFile;

/**
 * The hashes of the keys that may be used, in the data folder, for a start without the database. A line a key, behind two lines that name the format and the
 * SHA-256 of the rest, and one with the instant at which the database said so: what is older than a day is not believed, since a key may have been revoked.
 */
final class KeyCopy {
    private static final String FIRST = "opportune-keys 1\n";
    private static final String NAME = "keys";
    private static final String NONE = "-";
    private static final Duration BELIEVED = Duration.ofDays(1);
    private static final Duration WRITTEN_EVERY = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(KeyCopy.class.getName());

    private final Path folder;
    private List<KeyRing.Entry> written = List.of();
    private Instant writtenAt = Instant.MIN;

    KeyCopy(Path folder) {
        this.folder = folder;
    }

    /** Keeps what the database said now, when it is news or the last copy is old. A copy that cannot be written is told of, and takes nothing from who may ask. */
    void keep(List<KeyRing.Entry> entries, Instant now) {
        if (entries.equals(written) && now.isBefore(writtenAt.plus(WRITTEN_EVERY))) {
            return;
        }
        StringBuilder body = new StringBuilder().append(now).append('\n');
        entries.forEach(entry -> body.append(line(entry)).append('\n'));
        String head = FIRST + Hashes.hex(body.toString()) + "\n";
        try {
            KeptFile.write(folder, NAME, (head + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warning(() -> "The copy of the keys could not be written to the data folder: " + e);
        }
        written = List.copyOf(entries);
        writtenAt = now;
    }

    private static String line(KeyRing.Entry entry) {
        return String.join(
                " ",
                entry.id() == null ? NONE : entry.id().toString(),
                entry.hash(),
                entry.caller().role().id(),
                entry.expiresAt() == null ? NONE : entry.expiresAt().toString(),
                entry.caller().name());
    }

    /** None when there is no copy, or it is damaged or too old, which is told. */
    List<KeyRing.Entry> read(Instant now) {
        try {
            return read(Files.readString(folder.resolve(NAME)), now);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            LOG.warning(() -> "The copy of the keys in the data folder cannot be used: " + e.getMessage());
            return List.of();
        }
    }

    private static List<KeyRing.Entry> read(String text, Instant now) {
        int head = FIRST.length() + 64 + 1;
        if (text.length() < head || !text.startsWith(FIRST + Hashes.hex(text.substring(head)) + "\n")) {
            throw new IllegalArgumentException("it is damaged");
        }
        List<String> lines = text.substring(head).lines().toList();
        Instant said = Instant.parse(lines.get(0));
        if (now.isAfter(said.plus(BELIEVED)) || now.isBefore(said.minus(BELIEVED))) {
            throw new IllegalArgumentException("it is of " + said + ", and keys may have been revoked since");
        }
        List<KeyRing.Entry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 5);
            if (parts.length < 5) {
                throw new IllegalArgumentException("a line is too short");
            }
            entries.add(new KeyRing.Entry(
                    parts[0].equals(NONE) ? null : Long.valueOf(parts[0]),
                    parts[1],
                    new Caller(parts[4], Role.of(parts[2])),
                    parts[3].equals(NONE) ? null : Instant.parse(parts[3])));
        }
        return entries;
    }
}

package org.opportune.releases;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.KeptFile;

/**
 * The release that decides and the one before it, with those that arms of their experiments decide by, in the data folder, for a start without the database. A
 * copy is a file that begins with the SHA-256 of what follows.
 */
final class ReleaseCopies {
    private static final String FIRST = "opportune-release-copy 1\n";
    private static final int HEAD = FIRST.length() + 64 + 1;
    private static final int KEPT = 2;
    private static final long MOST_BYTES = 100_000_000;
    private static final Pattern NAME = Pattern.compile("([0-9]{19})-([0-9a-f]{64})\\.(release|arm)");
    private static final String RELEASE = "release";
    private static final String ARM = "arm";

    private static final Logger LOG = Logger.getLogger(ReleaseCopies.class.getName());

    private final Path folder;

    ReleaseCopies(Path folder) {
        this.folder = folder;
    }

    /**
     * Keeps a copy, and of those before it the last.
     *
     * @param arms the releases that its arms name
     * @param publication the number of the publication, by which the newer copy is known
     */
    void keep(SealedRelease release, List<SealedRelease> arms, long publication) throws IOException {
        for (SealedRelease arm : arms) {
            write(arm, publication, ARM); // before what cannot decide without it
        }
        write(release, publication, RELEASE);
        List<Path> releases = newestFirst(RELEASE);
        for (Path old : releases.stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
        Set<String> kept =
                releases.stream().limit(KEPT).map(file -> part(file, 1)).collect(Collectors.toSet());
        for (Path arm : newestFirst(ARM)) {
            if (!kept.contains(part(arm, 1))) {
                Files.deleteIfExists(arm);
            }
        }
    }

    /** Keeps those that the arms of a release name which is kept elsewhere, and no others. */
    void keepArms(List<SealedRelease> arms) throws IOException {
        for (SealedRelease arm : arms) {
            write(arm, 0, ARM);
        }
        Set<String> kept = arms.stream().map(SealedRelease::hash).collect(Collectors.toSet());
        for (Path arm : newestFirst(ARM)) {
            if (!kept.contains(part(arm, 2))) {
                Files.deleteIfExists(arm);
            }
        }
    }

    private void write(SealedRelease release, long publication, String kind) throws IOException {
        byte[] body = body(release);
        KeptFile.write(
                folder,
                String.format(Locale.ROOT, "%019d-%s.%s", publication, release.hash(), kind),
                (FIRST + Hashes.hex(body) + "\n").getBytes(StandardCharsets.US_ASCII),
                body);
    }

    /** One that an arm of a release of this folder names; null when there is no whole copy of it. */
    @Nullable
    SealedRelease arm(String hash) {
        List<Path> files = List.of();
        try {
            files = newestFirst(ARM);
        } catch (IOException e) {
            LOG.warning(() -> "The folder " + folder + " cannot be read: " + e.getMessage());
        }
        for (Path file : files) {
            try {
                if (part(file, 2).equals(hash)) {
                    return read(file);
                }
            } catch (IOException | DamagedRelease e) {
                LOG.warning(() -> "The copy " + file.getFileName() + " is damaged: " + e.getMessage());
            }
        }
        return null;
    }

    /**
     * The copies that are whole, the newest first.
     *
     * @param damaged told the release of each other one, by its name, and what is wrong with it
     */
    List<SealedRelease> read(BiConsumer<String, String> damaged) {
        List<SealedRelease> read = new ArrayList<>();
        List<Path> files = List.of();
        try {
            files = newestFirst(RELEASE);
        } catch (IOException e) {
            damaged.accept("", "the folder " + folder + " cannot be read: " + e.getMessage());
        }
        for (Path file : files) {
            try {
                read.add(read(file));
            } catch (IOException | DamagedRelease e) {
                damaged.accept(part(file, 2), "the copy " + file.getFileName() + " is damaged: " + e.getMessage());
            }
        }
        return read;
    }

    private static SealedRelease read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new DamagedRelease("it is too long");
        }
        SealedRelease copy = read(Files.readAllBytes(file));
        if (!copy.hash().equals(part(file, 2))) {
            throw new DamagedRelease("it holds another release than its name says");
        }
        return copy;
    }

    boolean isFilled() {
        try {
            return !newestFirst(RELEASE).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> newestFirst(String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> part(file, 3).equals(kind))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Of its name: publication, release, kind; empty where it is another file. */
    private static String part(Path file, int group) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? name.group(group) : "";
    }

    private static byte[] body(SealedRelease release) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, release.hash());
        text(out, release.manifest());
        text(out, release.title());
        text(out, release.approval().by());
        text(out, release.approval().at().toString());
        out.writeInt(release.approval().authors().size());
        for (String author : release.approval().authors()) {
            text(out, author);
        }
        out.writeInt(release.files().size());
        for (String path : release.files().keySet()) {
            byte[] content = Objects.requireNonNull(release.files().get(path));
            text(out, path);
            out.writeInt(content.length);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static SealedRelease read(byte[] file) {
        if (file.length < HEAD) {
            throw new DamagedRelease("it is too short");
        }
        String head = new String(file, 0, HEAD, StandardCharsets.US_ASCII);
        byte[] body = new byte[file.length - HEAD];
        System.arraycopy(file, HEAD, body, 0, body.length);
        if (!head.equals(FIRST + Hashes.hex(body) + "\n")) {
            throw new DamagedRelease("its content is not what its first lines say");
        }
        try {
            return read(new DataInputStream(new ByteArrayInputStream(body)));
        } catch (IOException | RuntimeException e) {
            throw e instanceof DamagedRelease damaged
                    ? damaged
                    : new DamagedRelease(
                            "its content cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static SealedRelease read(DataInputStream in) throws IOException {
        String hash = text(in);
        String manifest = text(in);
        String title = text(in);
        String by = text(in);
        Instant at = Instant.parse(text(in));
        List<String> authors = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            authors.add(text(in));
        }
        NavigableMap<String, byte[]> files = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String path = text(in);
            files.put(path, bytes(in));
        }
        if (in.read() >= 0) {
            throw new DamagedRelease("it goes on behind its end");
        }
        return new SealedRelease(hash, manifest, title, new SealedRelease.Approval(by, at, authors), files).verified();
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
        if (bytes.length != length) {
            throw new DamagedRelease("it ends too early");
        }
        return bytes;
    }
}

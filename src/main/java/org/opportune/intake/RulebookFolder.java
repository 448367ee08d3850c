package org.opportune.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Hashes;
import org.opportune.kernel.HiddenCharacters;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;

/**
 * The files of a rulebook, in memory: what is read here once is what is hashed, checked and compiled. Texts are kept without a byte order mark and in NFC,
 * so that the same text is the same release; notes and hidden files are not kept.
 */
public final class RulebookFolder {
    static final int MOST_FILES = 1_000;
    static final int MOST_BYTES = 50_000_000;
    private static final int MOST_TEXT = 5_000_000;
    private static final int MOST_WORKBOOK = ZipBounds.WORKBOOK.bytes();
    private static final String ARCHIVE = "rulebook.zip";

    private final NavigableMap<String, byte[]> files = new TreeMap<>();

    /** Takes the files as they are; {@link #check} says what is wrong with them. */
    public RulebookFolder(NavigableMap<String, byte[]> files) {
        files.forEach((path, content) -> {
            if (!FileNames.isPassedOver(path)) {
                boolean isText = FileNames.isText(path) && content.length <= most(path);
                this.files.put(path, isText ? Texts.normal(content) : content.clone());
            }
        });
    }

    /** Reads a folder of the file system, checked. Links out of the folder are not followed. */
    public static RulebookFolder read(Path root, Findings findings) {
        RulebookFolder folder = new RulebookFolder(FolderReader.read(root, findings));
        folder.check(findings);
        return folder;
    }

    /** Reads a folder, or the archive of one. */
    public static RulebookFolder open(Path folderOrZip, Findings findings) {
        if (!Files.isRegularFile(folderOrZip)) {
            return read(folderOrZip, findings);
        }
        String name = String.valueOf(folderOrZip.getFileName());
        try (InputStream in = Files.newInputStream(folderOrZip)) {
            return unzip(name, in.readNBytes(ZipBounds.FOLDER.bytes() + 1), findings);
        } catch (IOException e) {
            findings.in(Kind.FILE_UNREADABLE, Place.of(name, 1, 1), "the file cannot be read: " + e.getMessage());
            return new RulebookFolder(new TreeMap<>());
        }
    }

    /** Unpacks an upload of a whole folder, checked; the folder may stand in the archive itself or as its only content. */
    public static RulebookFolder unzip(byte[] zip, Findings findings) {
        return unzip(ARCHIVE, zip, findings);
    }

    private static RulebookFolder unzip(String name, byte[] zip, Findings findings) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        try {
            files.putAll(Zip.unpack(name, zip, ZipBounds.FOLDER));
        } catch (Refused e) {
            e.into(findings);
        }
        RulebookFolder folder = new RulebookFolder(withoutTop(new RulebookFolder(files).files));
        folder.check(findings);
        return folder;
    }

    private static NavigableMap<String, byte[]> withoutTop(NavigableMap<String, byte[]> files) {
        String first = files.isEmpty() ? "" : files.firstKey();
        String top = first.substring(0, first.indexOf('/') + 1);
        if (top.isEmpty()
                || !files.containsKey(top + "rulebook.yaml")
                || !files.keySet().stream().allMatch(path -> path.startsWith(top))) {
            return files;
        }
        NavigableMap<String, byte[]> moved = new TreeMap<>();
        files.forEach((path, content) -> moved.put(path.substring(top.length()), content));
        return moved;
    }

    /** Everything that can be said of the files before one is understood: names, sizes, encoding, characters. Workbooks are checked by {@link Grid#read}. */
    public void check(Findings findings) {
        FileNames.check(files.keySet(), findings);
        long bytes = 0;
        for (byte[] content : files.values()) {
            bytes += content.length;
        }
        if (bytes > MOST_BYTES || files.size() > MOST_FILES) {
            findings.in(
                    Kind.FILE_TOO_LARGE,
                    Place.of("rulebook.yaml", 1, 1),
                    "the rulebook is larger than " + MOST_FILES + " files or " + MOST_BYTES + " bytes");
        }
        files.forEach((path, content) -> check(path, content, findings));
    }

    private static void check(String path, byte[] content, Findings findings) {
        if (content.length > most(path)) {
            findings.in(
                    Kind.FILE_TOO_LARGE,
                    Place.of(path, 1, 1),
                    "the file has more than " + most(path) + " bytes; split it");
        } else if (FileNames.isText(path)) {
            try {
                HiddenCharacters.of(path).check(path, Texts.decode(path, content), findings);
            } catch (Refused e) {
                e.into(findings);
            }
        }
    }

    static int most(String path) {
        return path.endsWith(".xlsx") ? MOST_WORKBOOK : MOST_TEXT;
    }

    /** The same folder without those files. */
    public RulebookFolder without(Set<String> paths) {
        NavigableMap<String, byte[]> others = new TreeMap<>(files);
        others.keySet().removeAll(paths);
        return new RulebookFolder(others);
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    public byte[] bytes(String path) {
        byte[] content = files.get(path);
        return content == null ? new byte[0] : content.clone();
    }

    public String text(String path) {
        byte[] content = files.get(path);
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }

    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** An archive of the folder that {@link #unzip} takes; the same folder is the same bytes. */
    public byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /** The SHA-256 of each file, in hexadecimal. */
    public SortedMap<String, String> hashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((path, content) -> hashes.put(path, Hashes.hex(content)));
        return hashes;
    }
}

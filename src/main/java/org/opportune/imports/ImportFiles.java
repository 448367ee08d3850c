package org.opportune.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.opportune.kernel.Problem;

/** The files of imports in the data folder: a folder for each, with the upload, its report and what a run needs for a while. */
final class ImportFiles {
    private final Path folder;
    private final long most;

    /**
     * @param most how many bytes an upload may have
     */
    ImportFiles(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    long most() {
        return most;
    }

    Path of(long id) {
        return folder.resolve(Long.toString(id));
    }

    Path upload(long id) {
        return of(id).resolve("upload");
    }

    Path report(long id) {
        return of(id).resolve("rejected.csv");
    }

    boolean hasUpload(long id) {
        return Files.exists(upload(id));
    }

    /** Takes a file as a whole or not at all, and gives its SHA-256. */
    String receive(long id, InputStream body) throws IOException {
        Files.createDirectories(of(id));
        Path part = Files.createTempFile(of(id), "part-", "");
        try {
            String hash = copy(body, part);
            Files.move(part, upload(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return hash;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String copy(InputStream body, Path to) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (DigestInputStream in = new DigestInputStream(body, digest);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > most) {
                    throw new Problem(
                            413,
                            "too-large",
                            "The file is too large",
                            "The file is longer than " + most + " bytes; split it, or raise opportune.import.max",
                            List.of());
                }
                out.write(buffer, 0, read);
            }
        }
        if (bytes == 0) {
            throw Problem.invalid("", "the body is empty; send the CSV file, plain or gzip");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void removeUpload(long id) throws IOException {
        Files.deleteIfExists(upload(id));
    }

    void remove(long id) throws IOException {
        if (!Files.exists(of(id))) {
            return;
        }
        try (Stream<Path> files = Files.list(of(id))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(of(id));
    }
}

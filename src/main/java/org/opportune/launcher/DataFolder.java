package org.opportune.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.StartRefused;

/** The folder that this server writes to. Whoever opens it holds its lock until the process ends. */
final class DataFolder {
    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DataFolder open(Path named) {
        Path folder = named.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefused("Another Opportune is running on the data folder " + folder
                        + ". Stop it, or set opportune.data to another folder.");
            }
            return new DataFolder(folder.toRealPath(), lock);
        } catch (FileAlreadyExistsException notAFolder) {
            throw new StartRefused(
                    "The data folder " + folder + " cannot be used: " + notAFolder.getFile()
                            + " is a file. Set opportune.data to a folder.",
                    notAFolder);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder + " cannot be written ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "). Give this user the right to write it, or set opportune.data.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    Path path() {
        return folder;
    }

    boolean held() {
        return lock.isValid();
    }

    /** A secret of this folder, made once: readable by its owner only. */
    String secret(String name, String prefix) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            String secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            writePrivately(file, secret);
            return secret;
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " cannot be read or written: " + e.getMessage() + ".", e);
        }
    }

    static void writePrivately(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** A new, empty folder for this start of the server, which does not start well from the last one's leavings. */
    Path freshServerFolder() {
        Path parent = folder.resolve("server");
        try {
            if (Files.exists(parent)) {
                delete(parent);
            }
            return Files.createDirectories(parent.resolve("root"));
        } catch (IOException e) {
            throw new StartRefused("The folder " + parent + " cannot be emptied: " + e.getMessage() + ".", e);
        }
    }

    static void delete(Path tree) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(tree)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}

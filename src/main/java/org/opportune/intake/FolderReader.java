package org.opportune.intake;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;

/** Reads the files of a folder, and of no other: a link out of it is a finding. Stops where the folder is larger than a rulebook may be. */
final class FolderReader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Findings findings;
    private final NavigableMap<String, byte[]> files = new TreeMap<>();
    private long bytes;

    private FolderReader(Path root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    static NavigableMap<String, byte[]> read(Path root, Findings findings) {
        if (!Files.isDirectory(root)) {
            String message = "there is no such folder; opportune.rules names the folder of the rulebook";
            findings.in(Kind.FILE_MISSING, Place.of(root.toString(), 1, 1), message);
            return new TreeMap<>();
        }
        try {
            Path real = root.toRealPath();
            FolderReader reader = new FolderReader(real, findings);
            Files.walkFileTree(real, reader);
            return reader.files;
        } catch (IOException e) {
            findings.in(
                    Kind.FILE_UNREADABLE,
                    Place.of(root.toString(), 1, 1),
                    "the folder cannot be read: " + e.getMessage());
            return new TreeMap<>();
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = name(folder);
        if (name.split("/", -1).length > FileNames.DEEPEST) {
            findings.in(
                    Kind.FILE_NAME,
                    Place.of(name, 1, 1),
                    "the folder lies deeper than " + FileNames.DEEPEST + " levels; move it up");
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (FileNames.isOfRulebook(name)) {
            findings.in(
                    Kind.FILE_NAME,
                    Place.of(name, 1, 1),
                    "a folder has the name of a file here; put the file in its place, or call the folder otherwise");
        }
        boolean isRoot = name.isEmpty();
        return !isRoot && FileNames.isPassedOverFolder(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
        String name = name(path);
        if (FileNames.isPassedOver(name)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink() && !leadsInside(path)) {
            findings.in(
                    Kind.FILE_UNREADABLE,
                    Place.of(name, 1, 1),
                    "a link to a folder or out of the rulebook is not followed; put the file itself here");
            return FileVisitResult.CONTINUE;
        }
        if (!Files.isRegularFile(path)) {
            findings.in(Kind.FILE_UNREADABLE, Place.of(name, 1, 1), "this is no file with content; put a file here");
            return FileVisitResult.CONTINUE;
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(RulebookFolder.most(name) + 1);
        }
        bytes += content.length;
        files.put(name, content);
        boolean isFull = bytes > RulebookFolder.MOST_BYTES || files.size() > RulebookFolder.MOST_FILES;
        return isFull ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        findings.in(
                Kind.FILE_UNREADABLE,
                Place.of(name(path), 1, 1),
                "the file cannot be read: " + e.getClass().getSimpleName());
        return FileVisitResult.CONTINUE;
    }

    /** Such as the links by which Kubernetes mounts a ConfigMap. */
    private boolean leadsInside(Path link) {
        try {
            Path target = link.toRealPath();
            return target.startsWith(root) && Files.isRegularFile(target);
        } catch (IOException e) {
            return false;
        }
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace(File.separatorChar, '/');
    }
}

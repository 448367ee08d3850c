package org.opportune.releases;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Hashes;
import org.opportune.model.Canonical;
import org.opportune.rulebook.Manifest;

/**
 * A release as it is kept: everything that is needed to show that it may go live.
 *
 * @param hash that names it: of the manifest
 * @param manifest as text
 * @param files by path
 */
record SealedRelease(
        String hash, String manifest, String title, Approval approval, NavigableMap<String, byte[]> files) {

    /**
     * Who said that it may go live.
     *
     * @param by the server itself for the rulebook that it began with
     * @param authors everybody who changed something in it; none of them has approved it
     */
    record Approval(String by, Instant at, List<String> authors) {
        static Approval seed(Instant at) {
            return new Approval(Actor.SERVER.name(), at, List.of());
        }
    }

    /** Throws {@link DamagedRelease} when the text is not what the hash names. */
    static Manifest manifest(String hash, String text) {
        if (!Hashes.hex(text).equals(hash)) {
            throw new DamagedRelease("the manifest of the release " + hash + " is not what was sealed");
        }
        try {
            Manifest manifest = Manifest.read(text);
            if (manifest.model() > Canonical.VERSION) {
                throw new DamagedRelease("the release " + hash + " was sealed by a newer version of this server");
            }
            return manifest;
        } catch (IllegalArgumentException e) {
            throw new DamagedRelease("the manifest of the release " + hash + " cannot be read: " + e.getMessage());
        }
    }

    /** This, when every byte is what was sealed and somebody else than its authors has approved it. */
    SealedRelease verified() {
        Manifest sealed = manifest(hash, manifest);
        if (!sealed.files().keySet().equals(files.keySet())) {
            throw new DamagedRelease("the release " + hash + " has not the files that were sealed");
        }
        sealed.files().forEach((path, file) -> {
            if (!Hashes.hex(files.getOrDefault(path, new byte[0])).equals(file)) {
                throw new DamagedRelease("the file " + path + " of the release " + hash + " is not what was sealed");
            }
        });
        if (approval.by().isBlank() || approval.authors().contains(approval.by())) {
            throw new DamagedRelease("nobody but its authors has approved the release " + hash);
        }
        return this;
    }

    RulebookFolder folder() {
        return new RulebookFolder(new TreeMap<>(files));
    }

    /** Throws {@link DamagedRelease} when what was built of the files does not mean what was sealed. A newer rule model may print it otherwise. */
    void requireSame(Manifest built) {
        Manifest sealed = manifest(hash, manifest);
        boolean same = sealed.model() < Canonical.VERSION ? built.files().equals(sealed.files()) : built.equals(sealed);
        if (!same) {
            throw new DamagedRelease("the rules of the release " + hash + " do not mean what was approved");
        }
    }
}

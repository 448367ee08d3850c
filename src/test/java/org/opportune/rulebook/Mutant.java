package org.opportune.rulebook;

import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.opportune.intake.RulebookFolder;
import org.opportune.model.Step;

/**
 * A rule file that chance made of good ones and of attacks.
 *
 * @param raw the same done to what is printed of good rules, which gets further where nobody reads it before the engine
 */
record Mutant(Step step, String format, String text, String raw) {
    String path() {
        return step.folder() + "/mutant." + format;
    }

    RulebookFolder folder() {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        files.put(path(), text.getBytes(StandardCharsets.UTF_8));
        return new RulebookFolder(files);
    }

    RawSource source() {
        return new RawSource(format, true, raw.getBytes(StandardCharsets.UTF_8), "");
    }

    @Override
    public String toString() {
        return path() + "\n" + text;
    }
}

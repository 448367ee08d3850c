package org.opportune.source;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Place;

/** The languages of a rulebook, by their tags. */
public record Languages(Map<String, Language> byTag) {
    public static final String FOLDER = "language/";
    static final String EXTENSION = ".dsl";

    public Languages {
        byTag = Map.copyOf(byTag);
    }

    public static boolean isLanguage(String path) {
        return path.startsWith(FOLDER) && path.endsWith(EXTENSION);
    }

    /** Reads files by their paths, each named after its language: {@code language/fi.dsl}. */
    public static Languages read(Map<String, String> files, Findings findings) {
        Map<String, Language> byTag = new TreeMap<>();
        files.forEach((path, text) -> {
            String tag = path.substring(path.lastIndexOf('/') + 1, path.length() - EXTENSION.length());
            if (!tag.equals(Label.canonicalTag(tag))) {
                findings.in(
                        Kind.SENTENCE_FILE,
                        Place.of(path, 1, 1),
                        "'" + Nearest.shorten(tag) + "' is no language; name the file after one, such as fi.dsl");
            }
            byTag.put(tag, Language.read(path, tag, text, findings));
        });
        return new Languages(byTag);
    }

    /** The tags of all but one, in their order. */
    List<String> others(String tag) {
        return byTag.keySet().stream()
                .filter(each -> !each.equals(tag))
                .sorted()
                .toList();
    }

    public @Nullable Language get(String tag) {
        return byTag.get(tag);
    }
}

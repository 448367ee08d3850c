package org.opportune.rulebook;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Hashes;
import org.opportune.model.Canonical;
import org.opportune.model.Rule;
import org.opportune.model.Step;

/**
 * What a release is, line by line: the hashes of its files, the hashes of what they mean in canonical DRL, and the version of the rule model that says so.
 * The hash of this text names the release.
 *
 * @param canonical by the folder of a step
 * @param files by their paths
 */
public record Manifest(int model, SortedMap<String, String> canonical, SortedMap<String, String> files) {
    private static final String FIRST = "opportune-release 1";
    private static final Pattern LINE =
            Pattern.compile("(?:model (?<model>[0-9]{1,6})|canonical (?<step>[a-z]{1,40}) (?<means>[0-9a-f]{64})"
                    + "|file (?<file>[0-9a-f]{64}) (?<path>\\S.{0,199}))");

    static Manifest of(RulebookFolder folder, List<Rule> rules) {
        SortedMap<String, String> canonical = new TreeMap<>();
        for (Step step : Step.values()) {
            List<Rule> own = rules.stream().filter(rule -> rule.step() == step).toList();
            if (own.isEmpty() && step.hasOffer()) {
                continue; // a rulebook without these rules keeps the name that it had before there were such steps
            }
            canonical.put(step.folder(), Hashes.hex(Canonical.print(step, own)));
        }
        return new Manifest(Canonical.VERSION, canonical, folder.hashes());
    }

    /** The text of which {@link #hash} is the SHA-256. */
    public String text() {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        text.append("model ").append(model).append('\n');
        canonical.forEach((step, hash) ->
                text.append("canonical ").append(step).append(' ').append(hash).append('\n'));
        files.forEach((path, hash) ->
                text.append("file ").append(hash).append(' ').append(path).append('\n'));
        return text.toString();
    }

    public String hash() {
        return Hashes.hex(text());
    }

    /** Reads what {@link #text} gave. Throws an {@link IllegalArgumentException} for anything else. */
    public static Manifest read(String text) {
        int model = 0;
        SortedMap<String, String> canonical = new TreeMap<>();
        SortedMap<String, String> files = new TreeMap<>();
        for (String line : text.lines().skip(1).toList()) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("it has a line that is not of a manifest");
            }
            if (parts.group("model") != null) {
                model = Integer.parseInt(parts.group("model"));
            } else if (parts.group("step") != null) {
                canonical.put(parts.group("step"), parts.group("means"));
            } else {
                files.put(parts.group("path"), parts.group("file"));
            }
        }
        Manifest read = new Manifest(model, canonical, files);
        if (!read.text().equals(text)) {
            throw new IllegalArgumentException("it is no manifest as this server writes them");
        }
        return read;
    }
}

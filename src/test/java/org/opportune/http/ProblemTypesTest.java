package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs go by the types of problems, so every one that the code makes is told where people look for them. */
class ProblemTypesTest {
    private static final Pattern MADE = Pattern.compile("(?:conflict\\(|new Problem\\(\\s*\\d+,)\\s*\"([a-z-]+)\"");

    @ParameterizedTest
    @CsvSource({"docs/api.md,`%s`", "src/main/webapp/problems.html,id=\"%s\""})
    void everyTypeIsExplained(String page, String form) throws IOException {
        String text = Files.readString(Path.of(page));
        assertThat(made()).hasSizeGreaterThan(8).allSatisfy(type -> assertThat(text)
                .contains(form.formatted(type)));
    }

    private static Set<String> made() throws IOException {
        Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                MADE.matcher(Files.readString(file)).results().forEach(found -> types.add(found.group(1)));
            }
        }
        return types;
    }
}

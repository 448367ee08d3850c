package org.opportune.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings stand in the code once; the file and the page that people read are held to it. */
class SettingsTest {
    @Test
    void theFileNamesEverySettingWithItsDefaultAndItsSentence() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Settings setting : Settings.values()) {
            expected.add("# " + setting.sentence());
            expected.add("#" + setting.key() + "=" + setting.standard().orElse(""));
        }
        assertThat(Files.readAllLines(Path.of("config/opportune.properties")).stream()
                        .dropWhile(line -> !line.isBlank())
                        .filter(line -> !line.isBlank()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void thePageForOperatorsHasTheSameTable() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs/operation.md"))) {
            assertThat(lines.filter(line -> line.startsWith("| `opportune.")))
                    .containsExactlyElementsOf(Arrays.stream(Settings.values())
                            .map(SettingsTest::row)
                            .toList());
        }
    }

    @Test
    void whatIsDeployedSetsOnlySettingsThatExist() throws IOException {
        List<String> known =
                Arrays.stream(Settings.values()).map(Settings::environment).toList();
        for (String file : List.of("Dockerfile", "compose.yaml", "opportune.service")) {
            String text = Files.readString(Path.of("deployments", file));
            assertThat(Pattern.compile("OPPORTUNE_[A-Z_]+")
                            .matcher(text)
                            .results()
                            .map(MatchResult::group))
                    .as(file)
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
    }

    @Test
    void everyDefaultIsAValueThatItsSettingTakes() {
        for (Settings setting : Settings.values()) {
            setting.standard().ifPresent(value -> setting.checked(value, "default"));
            setting.inServe().ifPresent(value -> setting.checked(value, "default"));
        }
    }

    @Test
    void aValueThatCannotBeIsNamedWithItsSourceAndWhatIsWanted() {
        assertThatThrownBy(() -> Settings.HTTP_PORT.checked("80800", "environment OPPORTUNE_HTTP_PORT"))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "opportune.http.port '80800' (environment OPPORTUNE_HTTP_PORT) must be a port from 1 to 65535.");
        assertThatThrownBy(() -> Settings.SWEEP_EVERY.checked("-PT1H", "settings file"))
                .hasMessageContaining("a duration above zero");
    }

    @Test
    void aSecretIsNotShownInARefusal() {
        assertThatThrownBy(() -> Settings.DB_PASSWORD.checked(" ", "environment"))
                .hasMessage("opportune.db.password (environment) must be given a value, or left out.");
    }

    private static String row(Settings setting) {
        return "| `" + setting.key() + "` | `" + setting.environment() + "` | "
                + setting.standard().map(value -> "`" + value + "`").orElse("—") + " | "
                + setting.inServe().map(value -> "`" + value + "`").orElse("—") + " | " + setting.sentence() + " |";
    }
}

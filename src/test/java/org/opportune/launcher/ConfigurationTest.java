package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Settings;
import org.opportune.kernel.StartRefused;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void theFileIsInTheFolder() {
        properties.put(
                "opportune.config", folder.resolve("opportune.properties").toString());
    }

    @Test
    void aPropertyBeatsTheEnvironmentWhichBeatsTheFileWhichBeatsTheDefault() throws IOException {
        assertThat(read().port()).isEqualTo(8080);
        file("opportune.http.port=8081");
        assertThat(read().port()).isEqualTo(8081);
        environment.put("OPPORTUNE_HTTP_PORT", "8082");
        assertThat(read().port()).isEqualTo(8082);
        properties.put("opportune.http.port", "8083");
        assertThat(read().port()).isEqualTo(8083);
    }

    @Test
    void serveStartsADemoForThisMachineOnlyAndAServerDoesNot() {
        assertThat(Configuration.read(true, properties::get, environment::get).is(Settings.DEMO))
                .isTrue();
        assertThat(Configuration.read(true, properties::get, environment::get).get(Settings.HTTP_ADDRESS))
                .isEqualTo("127.0.0.1");
        assertThat(read().is(Settings.DEMO)).isFalse();
    }

    @Test
    void aNameInTheFileThatIsNoSettingIsRefusedWithTheOneThatWasMeant() throws IOException {
        file("opportune.demo.custmers=5");
        assertThatThrownBy(this::read)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("'opportune.demo.custmers'")
                .hasMessageEndingWith("Did you mean opportune.demo.customers?");
    }

    @Test
    void aKeyOfAnotherFormIsRefusedBeforeAnythingStartsAndNotShown() {
        environment.put("OPPORTUNE_BOOTSTRAP_KEY", "my-own-key-12345");
        assertThatThrownBy(this::read)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("opportune.bootstrap.key")
                .hasMessageContaining("must be an API key: opp_ and 32 to 100 letters")
                .hasMessageNotContaining("my-own-key");
    }

    @Test
    void whatIsNotSetIsNamedWithItsVariable() {
        assertThatThrownBy(() -> read().get(Settings.DB_URL))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("opportune.db.url is not set. Set OPPORTUNE_DB_URL");
    }

    private Configuration read() {
        return Configuration.read(false, properties::get, environment::get);
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("opportune.properties"), text);
    }
}

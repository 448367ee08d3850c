package org.opportune.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Settings;
import org.opportune.kernel.StartRefused;

/** The settings of this start: a system property beats the environment, which beats the file, which beats the default. */
final class Configuration {
    private final Map<Settings, String> values = new EnumMap<>(Settings.class);

    private Configuration() {}

    static Configuration read(boolean serve) {
        return read(serve, System::getProperty, System::getenv);
    }

    static Configuration read(
            boolean serve, UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        Configuration configuration = new Configuration();
        Sources sources = new Sources(serve, properties, environment, new Properties());
        String file = sources.value(Settings.CONFIG).orElseThrow();
        Sources withFile = new Sources(serve, properties, environment, fileOf(Path.of(file)));
        for (Settings setting : Settings.values()) {
            withFile.value(setting).ifPresent(value -> configuration.values.put(setting, value));
        }
        return configuration;
    }

    Optional<String> find(Settings setting) {
        return Optional.ofNullable(values.get(setting));
    }

    String get(Settings setting) {
        return find(setting)
                .orElseThrow(() -> new StartRefused(setting.key() + " is not set. Set " + setting.environment()
                        + " or write it in " + values.get(Settings.CONFIG) + "."));
    }

    boolean is(Settings flag) {
        return Boolean.parseBoolean(get(flag));
    }

    int port() {
        return Integer.parseInt(get(Settings.HTTP_PORT));
    }

    void put(Settings setting, String value) {
        values.put(setting, value);
    }

    /** The server's MicroProfile Config reads system properties: so it sees the values that the launcher saw. */
    void handOver() {
        values.forEach((setting, value) -> System.setProperty(setting.key(), value));
    }

    private static Properties fileOf(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException absent) {
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused("The settings in " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (Settings.named(key).isEmpty()) {
                String meant = Nearest.to(key, Settings.keys())
                        .map(nearest -> " Did you mean " + nearest + "?")
                        .orElse("");
                throw new StartRefused("'" + key + "' in " + file + " is not a setting of Opportune." + meant);
            }
        }
        return properties;
    }

    private record Sources(
            boolean serve,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment,
            Properties file) {

        Optional<String> value(Settings setting) {
            String property = properties.apply(setting.key());
            if (property != null) {
                return Optional.of(setting.checked(property, "system property"));
            }
            String variable = environment.apply(setting.environment());
            if (variable != null) {
                return Optional.of(setting.checked(variable, "environment " + setting.environment()));
            }
            String line = file.getProperty(setting.key());
            if (line != null) {
                return Optional.of(setting.checked(line.strip(), "settings file"));
            }
            return serve ? setting.inServe() : setting.standard();
        }
    }
}

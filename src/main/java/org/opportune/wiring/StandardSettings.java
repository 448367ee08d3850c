package org.opportune.wiring;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Settings;

/** The defaults of the settings as the last source of MicroProfile Config, so that each default stands in one place. */
public final class StandardSettings implements ConfigSource {
    private static final int BELOW_EVERY_OTHER = 1;

    @Override
    public Set<String> getPropertyNames() {
        return Stream.of(Settings.values())
                .filter(setting -> setting.standard().isPresent())
                .map(Settings::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public @Nullable String getValue(String name) {
        return Settings.named(name).flatMap(Settings::standard).orElse(null);
    }

    @Override
    public String getName() {
        return "Opportune's defaults";
    }

    @Override
    public int getOrdinal() {
        return BELOW_EVERY_OTHER;
    }
}

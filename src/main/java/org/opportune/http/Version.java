package org.opportune.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The version that Maven wrote into the WAR. */
@ApplicationScoped
public class Version {
    private static final String FILE = "/META-INF/maven/org.opportune/opportune/pom.properties";

    @Inject
    private ServletContext context;

    private @Nullable String text;

    public String text() {
        if (text == null) {
            text = read();
        }
        return text;
    }

    private String read() {
        try (InputStream in = context.getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            throw new UncheckedIOException("the WAR cannot be read", e);
        }
    }
}

package org.opportune.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs {@code src/test/e2e} with Node against the server of the black-box tests. */
@ExtendWith(ArquillianExtension.class)
class BrowserE2E {
    private static final Path FOLDER = Path.of("src", "test", "e2e");

    @Test
    void thePagesWorkInARealBrowser() throws IOException, InterruptedException {
        Path modules = Files.createDirectories(Path.of("target", "e2e"));
        for (String file : List.of("package.json", "package-lock.json", "pages.e2e.mjs")) {
            Files.write(modules.resolve(file), Files.readAllBytes(FOLDER.resolve(file)));
        }
        run(modules, "npm", "ci", "--no-audit", "--no-fund");
        String output = run(modules, "node", "--test", "--test-reporter=spec", "pages.e2e.mjs");
        System.out.println(output);
        assertThat(output).contains("pass 8").contains("fail 0").contains("skipped 0");
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        File output = Files.createTempFile(folder, "output", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().put("OPPORTUNE_URL", Http.url(""));
        builder.environment().put("OPPORTUNE_KEY", Http.ADMIN_KEY);
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(ended)
                .as(String.join(" ", command) + " did not end: " + text)
                .isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}

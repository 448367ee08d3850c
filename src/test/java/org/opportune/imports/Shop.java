package org.opportune.imports;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.Rulebook;
import org.opportune.rulebook.RulebookReader;

/** The rulebook that a new server starts with, read once for all tests, and a clock that stands. */
final class Shop {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    static final Rulebook RULEBOOK = read();

    private Shop() {}

    private static Rulebook read() {
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read(RulebookFolder.read(Path.of("rules"), findings), findings);
        if (rulebook == null) {
            throw new AssertionError("rules/ does not read: " + findings.list());
        }
        return rulebook;
    }
}

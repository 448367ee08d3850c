package org.opportune.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Problem;

/** Who may ask a server that has started without its database. */
class KeyCopyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String KEY = Keys.make();
    private static final Caller SHOP = new Caller("web-shop", Role.WEBSITE);
    private static final List<KeyRing.Entry> ENTRIES = List.of(
            new KeyRing.Entry(7L, Keys.hash(KEY), SHOP, null),
            new KeyRing.Entry(8L, Keys.hash("other"), new Caller("ops", Role.OPERATOR), NOW.plusSeconds(60)));

    @TempDir
    Path root;

    private KeyCopy copy() {
        return new KeyCopy(root.resolve("keys"));
    }

    private Path file() {
        return root.resolve("keys").resolve("keys");
    }

    @BeforeEach
    void itIsKept() {
        copy().keep(ENTRIES, NOW);
    }

    @Test
    void itIsReadBackWhole() {
        assertThat(copy().read(NOW.plusSeconds(3600))).isEqualTo(ENTRIES);
    }

    @Test
    void itsOwnerAloneReadsItAndItHoldsNoKey() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("keys"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file())).doesNotContain(KEY);
    }

    @Test
    void whatIsDamagedOrOldIsNotBelieved() throws IOException {
        assertThat(copy().read(NOW.plus(Duration.ofHours(25)))).isEmpty();
        String text = Files.readString(file());
        for (String damaged : List.of(
                text.replace("website", "admin"), text.substring(1), text + "\n", "", text.replace("2026", "2027"))) {
            Files.writeString(file(), damaged);
            assertThat(copy().read(NOW)).isEmpty();
        }
        Files.delete(file());
        assertThat(copy().read(NOW)).isEmpty();
    }

    @Test
    void aServerWithoutItsDatabaseKnowsTheKeysOfTheCopyAndSaysNothingOfOthers() {
        KeyKeeper keeper = new KeyKeeper(
                new Away(), Optional.of("opp_" + "b".repeat(40)), copy(), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(keeper.find(KEY)).contains(SHOP);
        for (String unknown : List.of(Keys.make(), "opp_" + "b".repeat(40))) {
            assertThatThrownBy(() -> keeper.find(unknown))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(503));
        }
    }

    private static final class Away extends JpaPrincipals {
        @Override
        List<KeyRing.Entry> validKeys(Instant now) {
            throw new IllegalStateException(new SQLTransientConnectionException("the database is away"));
        }

        @Override
        void addBootstrap(Caller caller, String hash, Instant now) {
            validKeys(now);
        }
    }

    @Test
    void whatIsNoNewsIsWrittenOnceAnHour() throws IOException {
        KeyCopy copy = copy();
        copy.keep(ENTRIES, NOW);
        Files.delete(file());
        copy.keep(ENTRIES, NOW.plusSeconds(10));
        assertThat(file()).doesNotExist();
        copy.keep(ENTRIES, NOW.plusSeconds(3600));
        assertThat(file()).exists();
        copy.keep(ENTRIES.subList(0, 1), NOW.plusSeconds(3601));
        assertThat(copy().read(NOW)).hasSize(1);
    }
}

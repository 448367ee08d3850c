package org.opportune.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.StartRefused;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aSecretIsMadeOnceAndIsItsOwnersOnly() throws IOException {
        DataFolder data = DataFolder.open(folder);
        String key = data.secret("demo-key", "opp_");
        assertThat(key).matches("opp_[A-Za-z0-9_-]{43}");
        assertThat(data.secret("demo-key", "opp_")).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("demo-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderIsHeldByOneServerAtATime() {
        assertThat(DataFolder.open(folder).held()).isTrue();
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("Another Opportune is running on the data folder");
    }

    @Test
    void theServersFolderIsEmptyAtEachStart() throws IOException {
        DataFolder data = DataFolder.open(folder);
        Files.createFile(data.freshServerFolder().resolve("left-over"));
        assertThat(data.freshServerFolder()).isEmptyDirectory();
    }
}

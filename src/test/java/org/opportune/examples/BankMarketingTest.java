package org.opportune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/bank-marketing.md}, which a server reported, against the file itself. */
class BankMarketingTest {
    private static final Path FILE = Path.of(System.getProperty("opportune.data.shared", "../shared/data"))
            .resolve("bank-marketing.csv.gz");

    private static BankCalls calls;
    private static String document;

    @BeforeAll
    static void read() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(FILE),
                "SKIPPED: " + FILE
                        + " is not there; fetch it (docs/bank-marketing.md) or say -Dopportune.data.shared=FOLDER");
        calls = BankCalls.read(FILE);
        document = Files.readString(Path.of("docs/bank-marketing.md"));
    }

    @Test
    void theFileHasTheCallsThatItsAuthorsPublished() {
        assertThat(calls.all()).isEqualTo(new BankCalls.Count(124_956, 5_289));
    }

    @Test
    void theTableBySegmentIsThatOfTheFile() {
        assertThat(calls.bySegment()).hasSize(12);
        calls.bySegment().forEach((segment, count) -> assertThat(document).contains("\n" + count.row(segment) + "\n"));
    }

    @Test
    void theTableByNumberOfTheCallIsThatOfTheFile() {
        assertThat(calls.byNumber()).hasSize(21);
        calls.byNumber().forEach((call, count) -> assertThat(document).contains("\n" + count.row(call) + "\n"));
    }
}

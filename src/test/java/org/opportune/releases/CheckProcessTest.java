package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.kernel.Finding;
import org.opportune.rulebook.SmallShop;

/** Whatever the process that checks does, it ends, and what it reached is said. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CheckProcessTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final CheckLimits WIDE = new CheckLimits(64, LONG, LONG);

    @Test
    void whatHangsIsStoppedAtItsTime() throws Exception {
        assertThat(stopped("hangs", new CheckLimits(64, Duration.ofSeconds(2), LONG)))
                .contains("took longer than 2 seconds");
    }

    @Test
    void whatKeepsTheProcessorBusyIsStopped() throws Exception {
        assertThat(stopped("spins", new CheckLimits(64, LONG, Duration.ofSeconds(1))))
                .contains("kept processors busy for more than 1 second,");
    }

    @Test
    void whatEatsTheMemoryEndsWithTheLimitNamed() throws Exception {
        assertThat(stopped("eats-the-heap", WIDE)).contains("needed more than 64 MB of memory");
    }

    @Test
    void whatNestsTooDeepEndsWithTheLimitNamed() throws Exception {
        assertThat(stopped("overflows-the-stack", WIDE)).contains("nested deeper than a stack of 1 MB");
    }

    @Test
    void whatIsNoResultIsNotTaken() throws Exception {
        assertThat(stopped("prints-garbage", WIDE)).contains("wrote something that is no result");
        assertThat(stopped("contradicts-itself", WIDE)).contains("wrote something that is no result");
    }

    @Test
    void whatPrintsWithoutEndIsStopped() throws Exception {
        assertThat(stopped("prints-a-gigabyte", WIDE)).contains("wrote more than 32000000 bytes");
    }

    @Test
    void whatComplainsWithoutEndIsHeardOutAndItsResultTaken() throws Exception {
        assertThat(check("complains-a-gigabyte", WIDE).errors())
                .extracting(Finding::message)
                .containsExactly("done");
    }

    @Test
    void anExitWithoutAResultIsSaidWithItsLastWords() throws Exception {
        assertThat(stopped("exits-with-7", WIDE)).contains("exit code 7, said 'no [31mluck'");
    }

    @Test
    void itSeesNoEnvironmentAndAnEmptyFolderThatIsRemoved() throws Exception {
        List<String> seen = check("looks-around", WIDE).errors().stream()
                .map(Finding::message)
                .toList();

        assertThat(List.of(seen.get(0).replaceAll("[\\[\\] ]", "").split(",")))
                .isSubsetOf("", "LC_ALL", "LC_CTYPE", "LANG", "SystemRoot");
        assertThat(Path.of(seen.get(1))).doesNotExist().isNotEqualTo(Path.of("").toAbsolutePath());
        assertThat(seen.get(2)).isEqualTo("0");
        assertThat(seen.get(3)).isEqualTo(seen.get(1));
    }

    @Test
    void itIsToldHowLongTheCheckRuns() throws Exception {
        List<Duration> told = new ArrayList<>();
        new CheckProcess(CheckProcess.ownClassPath(), WIDE, FakeChild.class.getName())
                .check(Path.of("exits-with-7"), told::add);

        assertThat(told).isNotEmpty().isSorted();
    }

    @Test
    void itEndsWhenItsParentIsGone() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeChild.class.getName(),
                        "waits-for-its-parent")
                .start();
        child.getOutputStream().close(); // as the system does when a parent ends

        assertThat(child.waitFor()).isEqualTo(CheckProgram.ALONE);
    }

    @Test
    void itLeavesNothingWhenItIsToldToEnd(@TempDir Path root) throws Exception {
        Process checking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + root,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeChild.class.getName(),
                        "checks-what-hangs")
                .start();
        assertThat(checking.getInputStream().read()).isEqualTo('c');
        assertThat(root).isNotEmptyDirectory();
        checking.destroy();
        checking.waitFor();

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aFolderAndItsArchiveAreTheSameRelease(@TempDir Path root) throws Exception {
        SmallShop shop = new SmallShop();
        Path zip = root.resolve("shop.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String path : shop.folder().paths()) {
                out.putNextEntry(new ZipEntry(path));
                out.write(shop.folder().bytes(path));
            }
        }
        CheckProcess process = new CheckProcess(CheckProcess.ownClassPath(), CheckLimits.STANDARD);

        CheckResult folder = process.check(shop.saveTo(root.resolve("shop")), since -> {});

        assertThat(folder.ok()).isTrue();
        assertThat(folder.release()).isEqualTo(shop.rulebook().hash());
        assertThat(process.check(zip, since -> {})).isEqualTo(folder);
    }

    private static String stopped(String what, CheckLimits limits) throws Exception {
        CheckResult result = check(what, limits);
        assertThat(result.ok()).isFalse();
        assertThat(result.errors()).singleElement().satisfies(error -> assertThat(error.kind())
                .isEqualTo("check-stopped"));
        return result.errors().get(0).message();
    }

    private static CheckResult check(String what, CheckLimits limits) throws Exception {
        return new CheckProcess(CheckProcess.ownClassPath(), limits, FakeChild.class.getName())
                .check(Path.of(what), since -> {});
    }
}

package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Json;

/** Rules are swapped while decisions are made: none fails, none is made of two rulebooks, and old ones leave no memory behind. */
class HotSwapTest {
    private static final int SWAPS = Boolean.getBoolean("opportune.long") ? 1_000 : 50;
    private static final int MOST_GROWTH = 1_000_000;

    @Test
    void noDecisionFailsOrMixesTwoReleasesAndNoMemoryIsLeft() throws Exception {
        HotSwap.Result result = run(SWAPS);

        assertThat(result.byArms()).isZero();
        assertClean(result, SWAPS);
    }

    /** Each release lets customers of its arms be decided by the one before it, and by one that was never live. */
    @Test
    void theSameHoldsOfReleasesThatArmsDecideBy() throws Exception {
        HotSwap.Result result = run(SWAPS / 2, "arms");

        assertThat(result.byArms()).isPositive();
        assertClean(result, SWAPS / 2);
    }

    private static void assertClean(HotSwap.Result result, int swaps) {
        assertThat(result.failures()).isEmpty();
        assertThat(result.decisions()).isGreaterThan(10L * swaps);
        assertThat(result.metaspace()).isLessThan(MOST_GROWTH);
        assertThat(result.classes()).isLessThan(100);
    }

    private static HotSwap.Result run(int swaps, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=240m", // what a server has
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                HotSwap.class.getName(),
                String.valueOf(swaps)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        HotSwap.Result result = Json.MAPPER.readValue(process.getInputStream(), HotSwap.Result.class);
        assertThat(process.waitFor()).isZero();
        return result;
    }
}

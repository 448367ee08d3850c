package org.opportune.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Hashes;
import org.opportune.releases.SealedRelease.Approval;
import org.opportune.rulebook.Manifest;
import org.opportune.rulebook.SmallShop;

/** What is stored and is not what was sealed and approved does not go live, whatever became of it. */
class DamagedReleasesTest {
    private static final int DAMAGES = 1_000;
    private static final Approval APPROVED =
            new Approval("olli", Instant.parse("2026-03-01T10:00:00Z"), List.of("maija"));
    private static final SealedRelease FIRST = sealed(new SmallShop());
    private static final SealedRelease SECOND =
            sealed(new SmallShop().change("offers/offers.csv", "gift,engagement,10", "gift,engagement,11"));

    @TempDir
    Path root;

    private final List<String> damaged = new ArrayList<>();

    private static SealedRelease sealed(SmallShop shop) {
        Manifest manifest = shop.rulebook().manifest();
        NavigableMap<String, byte[]> files = new TreeMap<>();
        shop.folder().paths().forEach(path -> files.put(path, shop.folder().bytes(path)));
        return new SealedRelease(manifest.hash(), manifest.text(), "Shop", APPROVED, files);
    }

    @BeforeEach
    void twoAreKept() throws IOException {
        copies().keep(FIRST, List.of(), 1);
        copies().keep(SECOND, List.of(), 2);
    }

    private ReleaseCopies copies() {
        return new ReleaseCopies(root.resolve("releases"));
    }

    private List<String> read() {
        damaged.clear();
        return copies().read((release, what) -> damaged.add(what)).stream()
                .map(SealedRelease::hash)
                .toList();
    }

    private Path newest() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("releases"))) {
            return files.max(Path::compareTo).orElseThrow();
        }
    }

    @Test
    void theLastAndTheOneBeforeAreKeptWhole() throws IOException {
        copies().keep(FIRST, List.of(), 3);

        assertThat(read()).containsExactly(FIRST.hash(), SECOND.hash());
        assertThat(damaged).isEmpty();
        SealedRelease back = copies().read((release, what) -> {}).get(0);
        assertThat(back.manifest()).isEqualTo(FIRST.manifest());
        assertThat(back.approval()).isEqualTo(APPROVED);
        assertThat(back.folder().hashes()).isEqualTo(FIRST.folder().hashes());
    }

    @Test
    void aCopyOfWhichAnyByteIsAnotherOrIsMissingIsNoneAndTheOneBeforeIs() throws IOException {
        Path newest = newest();
        byte[] whole = Files.readAllBytes(newest);
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] bytes = whole.clone();
            switch (i % 4) {
                case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
                default -> {
                    int from = random.nextInt(bytes.length - 100);
                    byte[] before = bytes.clone();
                    System.arraycopy(bytes, random.nextInt(bytes.length - 100), bytes, from, 100);
                    if (Arrays.equals(before, bytes)) {
                        bytes[from] ^= 1;
                    }
                }
            }
            Files.write(newest, bytes);

            assertThat(read()).as("damage %d", i).containsExactly(FIRST.hash());
            assertThat(damaged).singleElement().asString().contains("is damaged");
        }
    }

    @Test
    void copiesAreReadByTheirOwnerAlone() throws IOException {
        Path folder = root.resolve("releases");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(
                folder.resolve("begun"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));

        copies().keep(FIRST, List.of(), 3);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest())))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**begun");
    }

    @Test
    void aCopyUnderTheNameOfAnotherIsNone() throws IOException {
        Files.move(newest(), root.resolve("releases").resolve("0000000000000000003-" + FIRST.hash() + ".release"));

        assertThat(read()).containsExactly(FIRST.hash());
        assertThat(damaged).singleElement().asString().contains("another release than its name says");
    }

    @Test
    void withoutTheApprovalOfSomebodyElseNothingGoesLive() {
        for (Approval none : List.of(
                new Approval("", APPROVED.at(), List.of()), new Approval("maija", APPROVED.at(), List.of("maija")))) {
            SealedRelease release = new SealedRelease(FIRST.hash(), FIRST.manifest(), "Shop", none, FIRST.files());
            assertThatThrownBy(release::verified)
                    .isInstanceOf(DamagedRelease.class)
                    .hasMessageContaining("has approved");
        }
    }

    @Test
    void whatWasSwappedAfterTheApprovalDoesNotGoLive() {
        NavigableMap<String, byte[]> files = new TreeMap<>(FIRST.files());
        files.put("offers/offers.csv", SECOND.files().get("offers/offers.csv"));

        assertThatThrownBy(() -> new SealedRelease(FIRST.hash(), FIRST.manifest(), "Shop", APPROVED, files).verified())
                .isInstanceOf(DamagedRelease.class)
                .hasMessageContaining("offers/offers.csv");
        assertThatThrownBy(() -> new SealedRelease(FIRST.hash(), SECOND.manifest(), "Shop", APPROVED, files).verified())
                .isInstanceOf(DamagedRelease.class)
                .hasMessageContaining("manifest");
        files.put("offers/offers.csv", FIRST.files().get("offers/offers.csv"));
        files.put("classification/more.drl", "package x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new SealedRelease(FIRST.hash(), FIRST.manifest(), "Shop", APPROVED, files).verified())
                .isInstanceOf(DamagedRelease.class)
                .hasMessageContaining("has not the files");
    }

    @Test
    void whatWasSealedByANewerServerDoesNotGoLive() {
        String newer = FIRST.manifest().replace("model 1\n", "model 2\n");
        SealedRelease release = new SealedRelease(Hashes.hex(newer), newer, "Shop", APPROVED, FIRST.files());

        assertThatThrownBy(release::verified)
                .isInstanceOf(DamagedRelease.class)
                .hasMessageContaining("a newer version");
    }

    @Test
    void whatMeansSomethingElseThanWasApprovedDoesNotGoLive() {
        RulebookFolder folder = FIRST.folder();
        String other = FIRST.manifest()
                .replaceFirst("canonical eligibility [0-9a-f]{64}", "canonical eligibility " + "0".repeat(64));
        SealedRelease release = new SealedRelease(Hashes.hex(other), other, "Shop", APPROVED, FIRST.files()).verified();

        assertThatThrownBy(() -> release.requireSame(new SmallShop().rulebook().manifest()))
                .isInstanceOf(DamagedRelease.class)
                .hasMessageContaining("do not mean what was approved");
        assertThat(folder.hashes()).isEqualTo(new SmallShop().folder().hashes());
    }
}

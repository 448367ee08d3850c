package org.opportune.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Kind;
import org.opportune.kernel.Place;

class RemarksTest {
    private final Remarks remarks = new Remarks();

    @Test
    void whatIsNotShownIsSaidToBeThere() {
        add(51);

        assertThat(remarks.list(false)).hasSize(51).last().satisfies(last -> {
            assertThat(last.kind()).isEqualTo("gap");
            assertThat(last.line()).isEqualTo(1);
            assertThat(last.message()).contains("more than these 50");
        });
    }

    @Test
    void thatNobodyLookedForMoreIsSaidToo() {
        add(50);
        assertThat(remarks.isFull(Kind.GAP)).isTrue();

        assertThat(remarks.list(false)).hasSize(51);
    }

    @Test
    void fiftyAreAllThereAre() {
        add(50);

        assertThat(remarks.list(false)).hasSize(50).extracting(Finding::message).containsOnly("a hole");
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            remarks.add(Kind.GAP, Place.of("a.drl", 1, 1), "a hole");
        }
    }
}

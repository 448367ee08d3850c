package org.opportune.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CutTest {
    private static Cut cut(@Nullable String by, Map<String, String> only) {
        return Cut.of(by, only, Map.of("gift", "engagement"), List.of("device"));
    }

    @Test
    void columnsAreCombinedAsOneLikes() {
        Cut cut = cut("channel", Map.of("stage", "lapsed", "campaign", "engagement", "release", "9"));
        assertThat(cut.dimension()).isNull();
        assertThat(cut.group()).isEqualTo("channel");
        assertThat(cut.where()).isEqualTo(" and release_hash = ? and stage = ?");
        assertThat(cut.wanted()).containsExactly("9", "lapsed");
        assertThat(cut.takes("gift")).isTrue();
        assertThat(cut.takes("other")).isFalse();
    }

    @Test
    void aTraitIsCombinedWithOffersAndCampaigns() {
        Cut cut = cut("offer", Map.of("segment", "vip", "campaign", "engagement"));
        assertThat(cut.dimension()).isEqualTo("segment");
        assertThat(cut.group()).isEqualTo("offer");
        assertThat(cut.where()).isEqualTo(" and value = ?");
        assertThat(cut("segment", Map.of("segment", "vip")).group()).isEqualTo("value");
        assertThat(cut("device", Map.of()).dimension()).isEqualTo("device");
    }

    @Test
    void oneColumnAloneIsADimensionAndNothingIsOneToo() {
        Cut stages = cut("stage", Map.of("stage", "lapsed", "offer", "gift"));
        assertThat(stages.dimension()).isEqualTo("stage");
        assertThat(stages.group() + stages.where()).isEqualTo("value and offer = ? and value = ?");
        Cut campaigns = cut("campaign", Map.of());
        assertThat(campaigns.dimension()).isEmpty();
        assertThat(campaigns.group() + campaigns.offer()).isEqualTo("offeroffer");
        assertThat(cut(null, Map.of()).dimension()).isEmpty();
    }

    @Test
    void whatCannotBeCombinedIsToldAndWhatThereIsNotEither() {
        assertThatThrownBy(() -> cut("channel", Map.of("segment", "vip")))
                .hasMessage("?by: sums by segment are kept by offer and day, and cannot be combined with channel");
        assertThatThrownBy(() -> cut("arm", Map.of("segment", "vip", "stage", "lapsed")))
                .hasMessageContaining(
                        "sums by arm are kept by offer and day, and cannot be combined with segment, stage");
        assertThatThrownBy(() -> cut("sgment", Map.of())).hasMessageContaining("did you mean 'segment'?");
        assertThatThrownBy(() -> Cut.ofReasons("segment", Map.of(), Map.of()))
                .hasMessageContaining("unknown dimension 'segment'");
    }

    @Test
    void reasonsAreAColumnOfTheirOwn() {
        Cut cut = Cut.ofReasons("campaign", Map.of("reason", "CONSENT"), Map.of("gift", "engagement"));
        assertThat(cut.dimension()).isNull();
        assertThat(cut.group() + cut.where()).isEqualTo("offer and reason = ?");
        assertThat(cut.value("gift", "gift")).isEqualTo("engagement");
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertThatThrownBy(() -> cut("offer", Map.of("stage", "\uD83D\uDE00"))).hasMessageContaining("is no stage");
        assertThatThrownBy(() -> Cut.ofReasons(null, Map.of("reason", "a b"), Map.of()))
                .hasMessageContaining("'a b' is no reason");
    }
}

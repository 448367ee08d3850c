package org.opportune.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static String of(String text) {
        return Sentence.of("/why", text, 20);
    }

    @Test
    void anythingThatIsSeenIsASentence() {
        for (String text :
                List.of("Spring", "春季活动", "מבצע אביב", "Two\nlines", "\uD83D\uDC68\u200D\uD83D\uDC69", "É\t1")) {
            assertThat(of(" " + text + " ")).isEqualTo(text);
        }
    }

    @Test
    void whatIsNotSeenOrIsNoCharacterIsToldByName() {
        for (String text : List.of("a\u202Eb", "a\u200Bb", "a\uD800b", "a\u0000b", "a\u001Bb", "a\u2028b")) {
            assertThatThrownBy(() -> of(text)).isInstanceOf(Problem.class).hasMessageContaining("U+");
        }
    }

    @Test
    void itsLengthIsTold() {
        assertThatThrownBy(() -> of(" ")).hasMessageContaining("1 to 20 characters");
        assertThatThrownBy(() -> of("x".repeat(21))).hasMessageContaining("1 to 20 characters");
    }
}

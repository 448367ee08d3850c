package org.opportune.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a rule of eligibility answers for the offers that it proposes. Its folder below {@code eligibility/}, or the name of its file there, says which:
 * {@code eligibility/suitable/children.drl}, {@code eligibility/suitable.drl}; any other file says who is eligible. An offer passes when each question that
 * any rule answers for it is answered by one of them.
 */
public enum Question {
    /** They may have it. No offer passes without it. */
    ELIGIBLE,
    /** It is relevant now. */
    APPLICABLE,
    /** It is right for them. */
    SUITABLE;

    /** As its folder, answers and people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Question::word).toList();
    }

    /** Of a file of eligibility, by its path. */
    static Question of(String path) {
        String[] parts = path.split("/", -1);
        return parts.length < 2
                ? ELIGIBLE
                : named(parts[1].replaceFirst("\\..*", "")).orElse(ELIGIBLE);
    }

    /** The folder below that of the step, where it is none of a question: what somebody believes to stand there would count as something else. */
    public static Optional<String> unknownFolder(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 2 && named(parts[1]).isEmpty() ? Optional.of(parts[1]) : Optional.empty();
    }

    private static Optional<Question> named(String word) {
        return Arrays.stream(values())
                .filter(question -> question.word().equals(word))
                .findFirst();
    }
}

package org.opportune.status;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.vocabulary.Vocabulary.Score;

/** Is told how many customers have how many points, whenever a sweep has placed everybody. */
@FunctionalInterface
public interface ScoreTally {
    /** Of all customers, as of the instant of the sweep. */
    void counted(Instant at, Map<Scored, Long> customers);

    /** Customers of a stage in one band of a score. */
    record Scored(String score, String stage, Band band) {}

    /**
     * Points that are counted together.
     *
     * @param most null when it has no end
     * @param level null for a score without levels
     */
    record Band(int least, @Nullable Integer most, @Nullable String level) {
        private static final int BANDS = 10;

        /** A level where the score has such, else a tenth of what it may be, else ten points. */
        public static Band of(Score score, int points) {
            if (!score.levels().isEmpty()) {
                return ofLevel(score, points);
            }
            Integer minimum = score.minimum();
            Integer maximum = score.maximum();
            if (minimum == null || maximum == null) {
                int least = Math.floorDiv(points, BANDS) * BANDS;
                return new Band(least, least + BANDS - 1, null);
            }
            long span = (long) maximum - minimum;
            long width = Math.max(1, (span + BANDS - 1) / BANDS);
            long last = Math.max(0, (span + width - 1) / width - 1);
            long band =
                    Math.min(last, ((long) points - minimum) / width); // the last one has the most that it may be, too
            long least = minimum + band * width;
            return new Band((int) least, band == last ? maximum : (int) (least + width - 1), null);
        }

        private static Band ofLevel(Score score, int points) {
            String reached = score.level(points);
            Integer next = null;
            int least = 0;
            boolean isPast = false;
            for (Map.Entry<String, Integer> level : score.levels().entrySet()) {
                if (isPast) {
                    next = level.getValue() - 1;
                    break;
                }
                if (level.getKey().equals(reached)) {
                    least = level.getValue();
                    isPast = true;
                }
            }
            return new Band(least, next, reached);
        }
    }
}

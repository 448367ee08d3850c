package org.opportune.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.statistics.Interval;
import org.opportune.statistics.Shares;

/**
 * How content customers say they are.
 *
 * @param satisfied the least answer of those who are content
 * @param dissatisfied the highest answer of those who are not; null where a survey knows none
 * @param rows by period, and by channel where that is asked for; those without answers are left out
 */
@Schema(name = "SurveyReport")
public record SurveyReport(
        LocalDate from,
        LocalDate until,
        String every,
        String zone,
        int satisfied,
        @Nullable Integer dissatisfied,
        List<Row> rows,
        Answers total) {

    /**
     * A period's answers.
     *
     * @param of the channel; null where channels are not told apart, or the answer told none
     */
    @Schema(name = "SurveyRow")
    public record Row(LocalDate begins, @Nullable String of, Answers answers) {}

    /**
     * Of some customers.
     *
     * @param score the share of the content, less that of those who are not where the survey knows such; null without answers
     * @param lower the truth lies between here
     * @param upper and here, in 95 of 100 cases
     * @param mean of the answers
     */
    @Schema(name = "SurveyAnswers")
    public record Answers(
            long answers,
            long satisfied,
            @Nullable Long dissatisfied,
            @Nullable Double score,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double mean) {}

    /** So many answers of a day were that. */
    record Told(LocalDate day, String channel, int score, long answers) {}

    /**
     * What counts as content.
     *
     * @param dissatisfied null when the share of the content is all that is asked
     */
    record Scale(int satisfied, @Nullable Integer dissatisfied) {}

    private record Group(LocalDate begins, String channel) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byTime = begins.compareTo(other.begins);
            return byTime == 0 ? channel.compareTo(other.channel) : byTime;
        }
    }

    static SurveyReport of(Span span, Scale scale, boolean byChannel, List<Told> all) {
        Map<Group, List<Told>> groups = new TreeMap<>();
        for (Told told : all) {
            Group group = new Group(span.period(told.day()), byChannel ? told.channel() : "");
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(told);
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((group, some) -> rows.add(
                new Row(group.begins(), group.channel().isEmpty() ? null : group.channel(), answers(scale, some))));
        return new SurveyReport(
                span.from(),
                span.until(),
                span.every().word(),
                span.zone().getId(),
                scale.satisfied(),
                scale.dissatisfied(),
                rows,
                answers(scale, all));
    }

    private static Answers answers(Scale scale, List<Told> some) {
        long all = 0;
        long content = 0;
        long not = 0;
        long sum = 0;
        Integer bad = scale.dissatisfied();
        for (Told told : some) {
            all += told.answers();
            sum += told.answers() * told.score();
            content += told.score() >= scale.satisfied() ? told.answers() : 0;
            not += bad != null && told.score() <= bad ? told.answers() : 0;
        }
        if (all == 0) {
            return new Answers(0, 0, bad == null ? null : 0L, null, null, null, null);
        }
        Interval sure = bad == null ? Shares.share(content, all) : Shares.net(content, not, all);
        return new Answers(
                all,
                content,
                bad == null ? null : (Long) not,
                sure.estimate(),
                sure.lower(),
                sure.upper(),
                (double) sum / all);
    }
}

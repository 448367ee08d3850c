package org.opportune.analysis;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.analysis.Dimension.Property;
import org.opportune.kernel.Kind;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.Type;

/** Rules whose time is over: they were right once, and hold for no decision from now on. */
final class Expired {
    static final Ref MOMENT = new Ref(Fact.CONTEXT, "at", Type.DATE_TIME);

    private final Instant now;
    private final ZoneId zone;

    /** Takes the rulebook's zone, in which its days begin. */
    Expired(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    void report(List<Studied> rules, Remarks remarks) {
        for (Studied one : rules) {
            Instant end = one.holds().isNever() ? null : end(one.holds());
            if (end != null && !end.isAfter(now)) {
                LocalDateTime local = LocalDateTime.ofInstant(end, zone);
                remarks.idle(
                        Kind.NEVER_MATCHES,
                        one.rule(),
                        one.name() + " never matches any more: its time ended on " + local.toLocalDate()
                                + "; move that time (its date-expires, or what it compares with), or remove the rule");
            }
        }
    }

    /** The first moment at which it holds for nobody any more; null when there is none or it is not known. */
    private static @Nullable Instant end(Region region) {
        double last = Double.NEGATIVE_INFINITY;
        for (Box box : region.boxes()) {
            Ranges moments =
                    (Ranges) box.at(box.space().number(new Property(MOMENT))).known();
            last = Math.max(last, moments.most(moments.count() - 1));
        }
        return !region.isWhole() || Math.abs(last) > Times.MOST
                ? null
                : Times.time(Math.nextUp(last)).toInstant(ZoneOffset.UTC);
    }
}

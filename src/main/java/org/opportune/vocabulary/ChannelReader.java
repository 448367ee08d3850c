package org.opportune.vocabulary;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.YamlNode;
import org.opportune.vocabulary.Vocabulary.Channel;
import org.opportune.vocabulary.Vocabulary.Purpose;
import org.opportune.vocabulary.Vocabulary.Success;

/** Reads the channels and the purposes of the vocabulary, on which the invariants of policy rest. Where something is wrong, the stricter is taken. */
final class ChannelReader {
    private static final String TIME = "((?:[01][0-9]|2[0-3]):[0-5][0-9])";
    private static final Pattern HOURS = Pattern.compile(TIME + "-" + TIME);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String NEEDED = "needed";
    private static final String NOT_NEEDED = "notNeeded";

    private final Map<String, Property> attributes;
    private final Map<String, Purpose> purposes;
    private final Function<YamlNode, Label> label;

    ChannelReader(Map<String, Property> attributes, Map<String, Purpose> purposes, Function<YamlNode, Label> label) {
        this.attributes = attributes;
        this.purposes = purposes;
        this.label = label;
    }

    static Purpose purpose(String id, YamlNode node, Function<YamlNode, Label> label) {
        node.entries(Set.of("label", "consent", "minors"));
        boolean needsConsent = node.get("consent").map(ChannelReader::isNeeded).orElse(true);
        boolean allowsMinors = node.get("minors").map(YamlNode::flag).orElse(!needsConsent);
        return new Purpose(id, label.apply(node.required("label")), needsConsent, allowsMinors);
    }

    private static boolean isNeeded(YamlNode node) {
        String text = node.text();
        if (!text.equals(NEEDED) && !text.equals(NOT_NEEDED)) {
            node.fail("'" + Nearest.shorten(text) + "' is neither " + NEEDED + " nor " + NOT_NEEDED);
        }
        return !text.equals(NOT_NEEDED);
    }

    Channel channel(String id, YamlNode node) {
        node.entries(Set.of("label", "outbound", "quietHours", "lifetime", "success", "respondWithin"));
        return new Channel(
                id,
                label.apply(node.required("label")),
                node.get("outbound").map(this::outbound).orElse(null),
                node.get("quietHours").map(hours -> quietHours(node, hours)).orElse(null),
                node.get("lifetime")
                        .map(span -> Spans.read(span, "lifetime", A_MINUTE, Channel.LONGEST_LIFETIME))
                        .orElse(Channel.USUAL_LIFETIME),
                node.get("success").map(ChannelReader::success).orElse(Success.ACCEPT),
                node.get("respondWithin")
                        .map(span -> Spans.read(span, "time to respond", A_MINUTE, Channel.LONGEST_LIFETIME))
                        .orElse(Channel.USUAL_RESPONSE));
    }

    private static Success success(YamlNode node) {
        for (Success success : Success.values()) {
            if (success.word().equals(node.text())) {
                return success;
            }
        }
        List<String> words = Arrays.stream(Success.values()).map(Success::word).toList();
        node.fail(Nearest.unknown("success", node.text(), words) + "; it is the least that counts as one");
        return Success.ACCEPT;
    }

    private String outbound(YamlNode node) {
        Purpose purpose = purposes.get(node.text());
        if (purpose == null) {
            node.fail(
                    Nearest.unknown("purpose", node.text(), purposes.keySet())
                            + "; outbound names the purpose of what is sent, and is left out where customers come by themselves");
        } else if (!purpose.needsConsent()) {
            node.fail(
                    "the purpose '" + purpose.id()
                            + "' needs no consent, and what is sent without more words does; name another one here, and this one in the column purpose of the offers that serve it");
        }
        if (!attributes.containsKey(KnownAttributes.DO_NOT_CONTACT)) {
            node.fail("what is sent needs the attribute '" + KnownAttributes.DO_NOT_CONTACT
                    + "' of type boolean, which says who must not be contacted; declare it");
        }
        return node.text();
    }

    private @Nullable QuietHours quietHours(YamlNode channel, YamlNode node) {
        if (channel.get("outbound").isEmpty()) {
            node.fail("quiet hours are for what is sent; say outbound, or leave them out");
        } else if (!attributes.containsKey(KnownAttributes.TIME_ZONE)
                && !attributes.containsKey(KnownAttributes.COUNTRY)) {
            node.fail("quiet hours need the attribute '" + KnownAttributes.TIME_ZONE + "' or '"
                    + KnownAttributes.COUNTRY + "', without which it is always quiet somewhere; declare one of them");
        }
        Matcher hours = HOURS.matcher(node.text());
        if (!hours.matches() || hours.group(1).equals(hours.group(2))) {
            node.fail("'" + Nearest.shorten(node.text()) + "' are no hours of a day such as 21:00-08:00");
            return null;
        }
        return new QuietHours(LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2)));
    }
}

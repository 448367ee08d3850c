package org.opportune.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Nearest;
import org.opportune.kernel.Sentence;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.Identifiers;

/** Whether a webhook can be as it is asked for. What no release knows is no mistake, since releases change. */
final class FieldsCheck {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 2_000;
    private static final int MOST = 200;
    private static final int LAST_PORT = 65_535;
    /** What a header may hold (RFC 9110), in ASCII. */
    private static final Pattern HEADER = Pattern.compile("[!-~](?:[ -~]{0,1998}[!-~])?");

    private final boolean isPrivateAllowed;
    private final Findings findings = new Findings();

    FieldsCheck(boolean isPrivateAllowed) {
        this.isPrivateAllowed = isPrivateAllowed;
    }

    /** Throws a problem with all that is wrong. */
    void require(WebhookFields fields, boolean isNew) {
        if (isNew || fields.name() != null) {
            Sentence.of("/name", fields.name(), LONGEST_NAME);
        }
        if (isNew || fields.url() != null) {
            url(fields.url() == null ? "" : fields.url());
        }
        if (fields.filter() != null) {
            filter(fields.filter());
        }
        if (fields.identities() != null) {
            each("/identities", fields.identities(), (pointer, namespace) -> {
                if (!Identity.NAMESPACES.contains(namespace)) {
                    findings.at(pointer, Nearest.unknown("namespace", namespace, Identity.NAMESPACES));
                }
            });
        }
        String authorization = fields.authorization();
        if (authorization != null
                && !authorization.isEmpty()
                && !HEADER.matcher(authorization).matches()) {
            findings.at(
                    "/authorization", "a header has 1 to 2,000 printable characters of ASCII, without spaces around");
        }
        findings.refuseRequest();
    }

    private void url(String text) {
        String wrong = wrong(text);
        if (wrong != null) {
            findings.at("/url", "'" + Nearest.shorten(text.replaceFirst("//[^/]*@", "//…@")) + "' " + wrong);
        }
    }

    private @Nullable String wrong(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return "is no URL: " + e.getReason();
        }
        boolean isHttp = "http".equals(url.getScheme()) && isPrivateAllowed;
        if (!"https".equals(url.getScheme()) && !isHttp) {
            return "is no https URL, such as https://crm.example.com/opportune";
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > LAST_PORT) {
            return "names no host, or a port that cannot be";
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "has credentials or a fragment; credentials go into authorization";
        }
        if (text.length() > LONGEST_URL || !text.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            return "is longer than 2,000 characters, or not all ASCII";
        }
        return isPrivateAllowed || isPublicAsFarAsKnown(url.getHost())
                ? null
                : "leads to an address that is not public";
    }

    /** A name that is not found now may be found later; each attempt looks again. */
    private static boolean isPublicAsFarAsKnown(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host)).allMatch(Addresses::isPublic);
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private void filter(Filter filter) {
        each("/filter/types", filter.types(), (pointer, type) -> {
            if (!EventType.ids().contains(type)) {
                findings.at(pointer, Nearest.unknown("type of event", type, EventType.ids()));
            }
        });
        BiConsumer<String, String> id = (pointer, name) -> {
            if (!Identifiers.ID.matcher(name).matches()) {
                findings.at(pointer, "'" + Nearest.shorten(name) + "' is no id");
            }
        };
        each("/filter/offers", filter.offers(), id);
        each("/filter/campaigns", filter.campaigns(), id);
        each("/filter/channels", filter.channels(), id);
        each("/filter/from", filter.from(), id);
        each("/filter/to", filter.to(), id);
    }

    private void each(String pointer, Collection<@Nullable String> names, BiConsumer<String, String> check) {
        if (names.size() > MOST) {
            findings.at(pointer, "more than " + MOST);
            return;
        }
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (String name : names) {
            String place = pointer + "/" + index++;
            if (name == null) {
                findings.at(place, "a name is needed here, not null");
            } else if (!seen.add(name)) {
                findings.at(place, "'" + Nearest.shorten(name) + "' is said twice");
            } else {
                check.accept(place, name);
            }
        }
    }

    /** What no event can have while the rules are as they are. */
    static void unknown(List<String> warnings, String kind, List<String> named, Collection<String> known) {
        named.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> warnings.add("the release that decides: " + Nearest.unknown(kind, name, known)));
    }
}

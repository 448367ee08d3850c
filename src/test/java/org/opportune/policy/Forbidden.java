package org.opportune.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;

/** The codes against what {@link ContactShop} might answer, as its vocabulary and the documentation say it, written anew and without what the server has for it. */
public final class Forbidden {
    private static final Map<String, String> PURPOSES =
            Map.of("bill", "service", "survey", "survey", "sale", "marketing", "picks", "personalisation");
    private static final Map<String, String> SENT =
            Map.of("email", "marketing", "directMail", "marketing", "display", "advertising");
    private static final Set<String> FREE = Set.of("service", "survey");
    private static final Map<String, List<String>> ZONES = Map.of(
            "FI", List.of("Europe/Helsinki"),
            "US",
                    List.of(
                            "America/New_York",
                            "America/Chicago",
                            "America/Denver",
                            "America/Phoenix",
                            "America/Los_Angeles",
                            "America/Anchorage",
                            "America/Adak",
                            "Pacific/Honolulu"),
            "AU",
                    List.of(
                            "Australia/Sydney",
                            "Australia/Brisbane",
                            "Australia/Adelaide",
                            "Australia/Darwin",
                            "Australia/Perth",
                            "Australia/Eucla",
                            "Australia/Lord_Howe"));

    private Forbidden() {}

    public static Set<String> codes(String offer, String placement, Snapshot snapshot) {
        String channel = String.valueOf(ContactShop.CHANNELS.get(placement));
        Map<String, Object> known = snapshot.customer().known();
        List<LocalDateTime> clocks = clocks(known, snapshot.at());
        String own = PURPOSES.get(offer);
        String sent = SENT.get(channel);
        Set<String> codes = new TreeSet<>();
        if (sent != null && Boolean.TRUE.equals(known.get("doNotContact"))) {
            codes.add("DO-NOT-CONTACT");
        }
        boolean isFree = own != null && FREE.contains(own);
        if (own != null && !isFree && !agreed(snapshot.consents(), own, channel)) {
            codes.add("CONSENT");
        }
        if (sent != null && !isFree && !agreed(snapshot.consents(), sent, channel)) {
            codes.add("CONSENT");
        }
        boolean isForAdults = own == null ? sent != null : !own.equals("service") && !own.equals("personalisation");
        if ((isForAdults || (sent != null && !isFree)) && isMinor((LocalDate) known.get("birthDate"), clocks)) {
            codes.add("MINOR");
        }
        if (clocks.stream().anyMatch(clock -> isQuiet(channel, clock.toLocalTime()))) {
            codes.add("QUIET-HOURS");
        }
        return codes;
    }

    private static boolean isQuiet(String channel, LocalTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        return (channel.equals("email") && (minute >= 21 * 60 || minute < 8 * 60))
                || (channel.equals("display") && minute >= 12 * 60 && minute < 13 * 60 + 30);
    }

    private static boolean isMinor(@Nullable LocalDate birth, List<LocalDateTime> clocks) {
        return birth != null
                && clocks.stream().anyMatch(clock -> number(clock.toLocalDate()) - number(birth) < 18_00_00);
    }

    private static int number(LocalDate day) {
        return day.getYear() * 1_00_00 + day.getMonthValue() * 1_00 + day.getDayOfMonth();
    }

    private static List<LocalDateTime> clocks(Map<String, Object> known, Instant at) {
        Object own = known.get("timeZone");
        Stream<String> zones = own != null && ZoneId.getAvailableZoneIds().contains(own.toString())
                ? Stream.of(own.toString())
                : known.get("country") instanceof String country && ZONES.containsKey(country)
                        ? ZONES.getOrDefault(country, List.of()).stream()
                        : ZoneId.getAvailableZoneIds().stream();
        return zones.map(zone -> LocalDateTime.ofInstant(at, ZoneId.of(zone))).toList();
    }

    /** Some yes that no word takes back: none that is as new or newer, and none that speaks of the channel where the yes speaks of all. */
    private static boolean agreed(List<Consent> words, String purpose, String channel) {
        List<Consent> told = words.stream()
                .filter(word -> word.purpose().equals(purpose))
                .filter(word -> word.channel() == null || word.channel().equals(channel))
                .toList();
        return told.stream().filter(Consent::granted).anyMatch(yes -> told.stream()
                .filter(word -> !word.granted())
                .noneMatch(no -> !no.at().isBefore(yes.at()) || (no.channel() != null && yes.channel() == null)));
    }
}

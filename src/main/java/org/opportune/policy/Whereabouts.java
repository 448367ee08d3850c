package org.opportune.policy;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.profile.Snapshot;
import org.opportune.vocabulary.KnownAttributes;
import org.opportune.vocabulary.QuietHours;

/**
 * What the clocks show where a customer may be: in their own zone, else in every zone of their country, else in every zone that there is. The rulebook's
 * zone, which stands in for an unknown one elsewhere, says nothing of where somebody sleeps.
 *
 * @param clocks at least one
 */
record Whereabouts(List<LocalDateTime> clocks) {
    /** Offsets in use are quarters of an hour, between these two. */
    private static final int FIRST = -12 * 4;

    private static final int LAST = 14 * 4;
    private static final int QUARTER = 15 * 60;

    private static final Map<String, List<TimeZone>> ZONES = zones();

    /** Has what is known of zones in memory: the first look at it takes most of a second, which no decision should wait for. */
    static void prepare() {
        // the class is initialised when this is called
    }

    static Whereabouts of(Snapshot snapshot) {
        ZoneId own = own(snapshot);
        if (own != null) {
            return new Whereabouts(List.of(LocalDateTime.ofInstant(snapshot.at(), own)));
        }
        String country = text(snapshot, KnownAttributes.COUNTRY);
        List<TimeZone> zones = country == null ? null : ZONES.get(country);
        return new Whereabouts(zones == null ? everywhere(snapshot.at()) : in(zones, snapshot.at()));
    }

    /** The strictest reading for who waits for a birthday. */
    LocalDate earliestDay() {
        LocalDate earliest = LocalDate.MAX;
        for (LocalDateTime clock : clocks) {
            earliest = clock.toLocalDate().isBefore(earliest) ? clock.toLocalDate() : earliest;
        }
        return earliest;
    }

    boolean isQuietSomewhere(QuietHours hours) {
        return clocks.stream().anyMatch(clock -> hours.isQuiet(clock.toLocalTime()));
    }

    private static @Nullable ZoneId own(Snapshot snapshot) {
        String own = text(snapshot, KnownAttributes.TIME_ZONE);
        try {
            return own == null ? null : ZoneId.of(own);
        } catch (DateTimeException e) {
            return null; // what this server does not know is no zone
        }
    }

    private static @Nullable String text(Snapshot snapshot, String attribute) {
        return Invariants.attribute(snapshot, attribute) instanceof String text ? text : null;
    }

    private static List<LocalDateTime> everywhere(Instant at) {
        List<LocalDateTime> clocks = new ArrayList<>(LAST - FIRST + 1);
        for (int offset = FIRST; offset <= LAST; offset++) {
            clocks.add(LocalDateTime.ofInstant(at, ZoneOffset.ofTotalSeconds(offset * QUARTER)));
        }
        return clocks;
    }

    private static List<LocalDateTime> in(List<TimeZone> zones, Instant at) {
        List<LocalDateTime> clocks = new ArrayList<>(zones.size());
        for (TimeZone zone : zones) {
            int millis = zone.getOffset(at.toEpochMilli());
            clocks.add(LocalDateTime.ofInstant(at, ZoneOffset.ofTotalSeconds(millis / 1_000)));
        }
        return clocks;
    }

    /** By country. ICU says which zones a country has, and Java may not know the newest of them, so that their rules are ICU's too. */
    private static Map<String, List<TimeZone>> zones() {
        Map<String, List<TimeZone>> zones = new HashMap<>();
        for (String country : Locale.getISOCountries()) {
            List<TimeZone> own = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null).stream()
                    .map(TimeZone::getFrozenTimeZone)
                    .toList();
            if (!own.isEmpty()) {
                zones.put(country, own);
            }
        }
        return Map.copyOf(zones);
    }
}

package org.opportune.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Offer;
import org.opportune.eligibility.Candidate;
import org.opportune.profile.Consent;
import org.opportune.profile.Snapshot;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.KnownAttributes;
import org.opportune.vocabulary.QuietHours;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.Vocabulary.Channel;
import org.opportune.vocabulary.Vocabulary.Placement;
import org.opportune.vocabulary.Vocabulary.Purpose;
import org.opportune.wording.Objection;

/**
 * What no rule releases: consent, do not contact, minors and quiet hours. It looks at candidates and at what is known of the customer, and never at what
 * rules or the request said.
 */
public final class Invariants {
    public static final String DO_NOT_CONTACT = "DO-NOT-CONTACT";
    public static final String MINOR = "MINOR";
    public static final String CONSENT = "CONSENT";
    public static final String QUIET_HOURS = "QUIET-HOURS";

    private final Vocabulary vocabulary;
    private final int majority;

    public Invariants(Rulebook rulebook) {
        this.vocabulary = rulebook.vocabulary();
        this.majority = rulebook.terms().majority();
        Whereabouts.prepare();
    }

    /** The verdicts with the reasons against every candidate that is forbidden at the instant of the snapshot. */
    public List<Verdict> screen(List<Verdict> verdicts, Snapshot snapshot) {
        return screen(verdicts, new Customer(snapshot, majority), true);
    }

    /** The same at any hour of the day: for a look at what somebody may have, which is sent at another hour. */
    public List<Verdict> screenAtAnyHour(List<Verdict> verdicts, Snapshot snapshot) {
        return screen(verdicts, new Customer(snapshot, majority), false);
    }

    private List<Verdict> screen(List<Verdict> verdicts, Customer customer, boolean isNow) {
        List<Verdict> screened = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            List<Objection> because = because(verdict.candidate(), customer, isNow);
            screened.add(because.isEmpty() ? verdict : verdict.and(because));
        }
        return screened;
    }

    private List<Objection> because(Candidate candidate, Customer customer, boolean isNow) {
        Channel channel = channel(candidate);
        boolean isSent = channel.outbound() != null;
        List<Objection> because = new ArrayList<>(2);
        if (isSent && customer.mustNotBeContacted()) {
            because.add(new Objection.Own(DO_NOT_CONTACT, "held.do-not-contact"));
        }
        for (Purpose purpose : purposes(candidate.offer(), channel)) {
            if (customer.isMinor() && (!purpose.allowsMinors() || (isSent && purpose.needsConsent()))) {
                because.add(
                        new Objection.Own(MINOR, "held.minor", Map.of("age", majority, "purpose", purpose.label())));
            }
            if (purpose.needsConsent() && !customer.hasConsented(purpose.id(), channel.id())) {
                because.add(new Objection.Own(
                        CONSENT, "consent.channel", Map.of("purpose", purpose.label(), "channel", channel.label())));
            }
        }
        QuietHours quiet = isNow ? channel.quietHours() : null;
        if (quiet != null && customer.whereabouts().isQuietSomewhere(quiet)) {
            because.add(new Objection.Own(
                    QUIET_HOURS, "held.quiet-hours", Map.of("from", quiet.from(), "until", quiet.until())));
        }
        return because;
    }

    private Channel channel(Candidate candidate) {
        Placement placement = vocabulary.placements().get(candidate.treatment().placement());
        return Objects.requireNonNull(
                vocabulary.channels().get(Objects.requireNonNull(placement).channel()));
    }

    /** What is sent serves the purpose of its channel too, unless the offer's own is one that needs no consent. */
    private List<Purpose> purposes(Offer offer, Channel channel) {
        Purpose own = purpose(offer.purpose());
        Purpose sent = own == null || own.needsConsent() ? purpose(channel.outbound()) : null;
        List<Purpose> purposes = new ArrayList<>(2);
        if (own != null) {
            purposes.add(own);
        }
        if (sent != null && !sent.equals(own)) {
            purposes.add(sent);
        }
        return purposes;
    }

    private @Nullable Purpose purpose(@Nullable String id) {
        return id == null ? null : Objects.requireNonNull(vocabulary.purposes().get(id));
    }

    /** Null when it is unknown, or the vocabulary does not have it. */
    static @Nullable Object attribute(Snapshot snapshot, String name) {
        return snapshot.customer().shape().has(name) ? snapshot.customer().get(name) : null;
    }

    /** A customer of one decision, as far as invariants look at them. */
    private static final class Customer {
        private final Snapshot snapshot;
        private final boolean isMinor;
        private @Nullable Whereabouts whereabouts;

        Customer(Snapshot snapshot, int majority) {
            this.snapshot = snapshot;
            this.isMinor = attribute(snapshot, KnownAttributes.BIRTH_DATE) instanceof LocalDate birth
                    && whereabouts().earliestDay().isBefore(birthday(birth, majority));
        }

        /** Who was born on 29 February has it on 1 March where there is none. */
        private static LocalDate birthday(LocalDate birth, int age) {
            LocalDate day = birth.plusYears(age);
            return day.getDayOfMonth() == birth.getDayOfMonth() ? day : day.plusDays(1);
        }

        boolean mustNotBeContacted() {
            return Boolean.TRUE.equals(attribute(snapshot, KnownAttributes.DO_NOT_CONTACT));
        }

        boolean isMinor() {
            return isMinor;
        }

        Whereabouts whereabouts() {
            if (whereabouts == null) {
                whereabouts = Whereabouts.of(snapshot);
            }
            return whereabouts;
        }

        /** A word for the channel, or for all; no for the channel holds until another word for it, and no for all until a later yes for the channel. */
        boolean hasConsented(String purpose, String channel) {
            Consent wide = null;
            Consent narrow = null;
            for (Consent word : snapshot.consents()) {
                if (word.purpose().equals(purpose) && word.channel() == null) {
                    wide = word;
                } else if (word.purpose().equals(purpose) && channel.equals(word.channel())) {
                    narrow = word;
                }
            }
            if (narrow == null) {
                return wide != null && wide.granted();
            }
            return narrow.granted()
                    && (wide == null || wide.granted() || narrow.at().isAfter(wide.at()));
        }
    }
}

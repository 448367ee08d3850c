package org.opportune.profile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.rulebook.Rulebook;
import org.opportune.vocabulary.FactShape;
import org.opportune.vocabulary.FactValues;
import org.opportune.vocabulary.Feature;
import org.opportune.vocabulary.Property;

/** Makes snapshots of customers by the words of one rulebook. It reads nothing but what it is given. */
public final class Snapshots {
    private final FeaturePlan plan;
    private final ZoneId zone;
    private final FactShape shape;
    private final List<Property> attributes;
    private final List<FeatureValue> features;

    public Snapshots(Rulebook rulebook) {
        this(FeaturePlan.of(rulebook), rulebook.terms().zone(), rulebook.facts().customer());
    }

    Snapshots(FeaturePlan plan, ZoneId zone, FactShape shape) {
        this.plan = plan;
        this.zone = zone;
        this.shape = shape;
        this.attributes = List.copyOf(plan.vocabulary().attributes().values());
        List<FeatureValue> all = new ArrayList<>();
        for (Feature feature : plan.vocabulary().features().values()) {
            all.add(FeatureValue.of(feature, plan));
        }
        this.features = List.copyOf(all);
    }

    /** Of a customer, or of an anonymous visitor when there is no profile. */
    public Snapshot of(@Nullable Profile profile, Instant at) {
        Profile customer = profile == null ? new Profile(0, List.of(), Map.of(), List.of(), List.of()) : profile;
        History history = customer.history();
        if (history != null && !history.plan().mark().equals(plan.mark())) {
            throw new IllegalArgumentException(
                    "the profile was made for another vocabulary; find it again with this snapshot's rulebook");
        }
        ZoneId own = zone(customer);
        List<StageSpell> stages = customer.stages().stream()
                .filter(spell -> !spell.since().isAfter(at))
                .toList();
        Moment moment = new Moment(at, own, customer.attributes(), stages, history);
        @Nullable Object[] values = new Object[shape.size()];
        int index = 0;
        for (Property attribute : attributes) {
            values[index++] = fact(attribute, customer.attributes().get(attribute.name()), at);
        }
        for (FeatureValue feature : features) {
            values[index++] = feature.at(moment);
        }
        return new Snapshot(
                customer.key(),
                at,
                own,
                language(customer),
                FactValues.of(shape, values),
                latest(customer.consents(), at),
                stages);
    }

    private @Nullable Object fact(Property attribute, @Nullable Object value, Instant at) {
        if (value == null || !Figures.isNumber(attribute.type())) {
            return value;
        }
        return switch (attribute.type()) {
            case INTEGER -> value;
            case MONEY -> {
                Object kept = Figures.kept(attribute.type(), value, at.toEpochMilli(), plan.rates());
                yield kept == null ? null : Figures.fact(attribute.type(), kept);
            }
            default -> ((Number) value).doubleValue();
        };
    }

    private ZoneId zone(Profile profile) {
        if (profile.attributes().get("timeZone") instanceof String own) {
            try {
                return ZoneId.of(own);
            } catch (DateTimeException e) {
                // the customer's own zone is not one that this server knows: the rulebook's stands in
            }
        }
        return zone;
    }

    private static @Nullable String language(Profile profile) {
        return profile.attributes().get("language") instanceof String own ? Label.canonicalTag(own) : null;
    }

    private static List<Consent> latest(List<Consent> consents, Instant at) {
        Map<List<@Nullable String>, Consent> latest = new LinkedHashMap<>();
        for (Consent consent : consents) {
            if (!consent.at().isAfter(at)) {
                latest.put(Arrays.asList(consent.purpose(), consent.channel()), consent);
            }
        }
        return List.copyOf(latest.values());
    }
}

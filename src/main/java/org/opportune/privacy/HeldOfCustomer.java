package org.opportune.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.opportune.experiments.HeldParticipation;
import org.opportune.outcomes.HeldOutcome;
import org.opportune.profile.Consent;
import org.opportune.profile.Identity;
import org.opportune.profile.StageSpell;
import org.opportune.webhooks.HeldDelivery;

/** What {@link CustomerRights} writes, for the API documentation. */
@Schema(name = "HeldOfCustomer")
record HeldOfCustomer(
        Instant at,
        List<Identity> identities,
        Map<String, Object> attributes,
        List<Consent> consents,
        List<StageSpell> stages,
        List<HeldEvent> events,
        List<Map<String, Object>> decisions,
        List<HeldOutcome> outcomes,
        List<HeldParticipation> experiments,
        List<HeldDelivery> deliveries) {

    /** An event as it was stored. */
    record HeldEvent(Instant at, String type, String source, String id, Map<String, Object> properties) {}
}

package org.opportune.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.opportune.kernel.Finding;
import org.opportune.releases.CurrentRulebook;

/** Ready means that rules are loaded; what is wrong with newer ones is a detail, because the last good ones decide. */
@ApplicationScoped
public class RulesChecks {
    @Inject
    private CurrentRulebook current;

    @Produces
    @Readiness
    HealthCheck ready() {
        return this::rules;
    }

    @Produces
    @Startup
    HealthCheck started() {
        return this::rules;
    }

    private HealthCheckResponse rules() {
        CurrentRulebook.Live live = current.live();
        CurrentRulebook.Refused refused = current.refused();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("rules").status(live != null);
        if (live != null) {
            answer.withData("release", live.decider().rulebook().hash());
            answer.withData("from", live.origin().id());
            answer.withData("since", live.since().toString());
        }
        if (refused != null) {
            if (refused.release() != null) {
                answer.withData("refused", refused.release());
            }
            int number = 1;
            for (Finding error :
                    refused.errors().subList(0, Math.min(5, refused.errors().size()))) {
                answer.withData("error" + number++, error.toString());
            }
            answer.withData("errors", refused.errors().size());
        }
        return answer.build();
    }
}

package org.opportune.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * Everything under {@code /api/v1}. Resources and providers are found by their annotations; what Jersey adds unasked is turned off. What it
 * takes and answers is described in {@code META-INF/openapi.yaml}.
 */
@ApplicationPath("/api/v1")
public class OpportuneApplication extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl",
                true,
                "jersey.config.server.response.setStatusOverSendError",
                true,
                "jersey.config.disableDefaultProvider",
                "DOM,SOURCE,RENDERED_IMAGE,DATASOURCE",
                "jersey.config.jsonFeature",
                "OpportuneJson");
    }
}

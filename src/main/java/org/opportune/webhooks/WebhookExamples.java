package org.opportune.webhooks;

/** What the API documentation shows of webhooks. */
final class WebhookExamples {
    static final String NEW = """
            {"name": "CRM", "url": "https://crm.example.com/opportune", "identities": ["customer", "email"],
             "filter": {"types": ["org.opportune.outcome.accept", "org.opportune.stage.changed"], "to": ["churn-risk"]}}""";
    static final String CHANGE = "{\"paused\": true}";
    private static final String WEBHOOK = """
            {"id": 1, "name": "CRM", "url": "https://crm.example.com/opportune",
             "filter": {"types": ["org.opportune.outcome.accept", "org.opportune.stage.changed"], "offers": [], "campaigns": [], "channels": [],
                        "from": [], "to": ["churn-risk"]},
             "identities": ["customer", "email"], "authorization": false, "paused": false, "createdAt": "2026-03-01T10:15:00Z", "createdBy": "olli",
             "failingSince": "2026-03-01T10:40:00Z", "pending": 12, "dead": 0, "warnings": []}""";
    static final String ONE = WEBHOOK;
    static final String PAGE = "{\"items\": [" + WEBHOOK + "], \"next\": null}";
    static final String MADE = "{\"secret\": \"whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD\", \"webhook\": " + WEBHOOK + "}";
    static final String ROTATED = """
            {"secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "previousUntil": "2026-03-02T10:15:00Z"}""";
    static final String TRIAL = """
            {"delivered": false, "status": 404, "error": "The receiver did not answer 2xx", "milliseconds": 41}""";
    static final String DELIVERIES = """
            {"items": [{"id": 17, "event": "5b0f1c1e-3f0e-9a5c-8a43-0f8a52cf7f11", "type": "org.opportune.outcome.accept", "subject": "stay-15",
              "at": "2026-03-01T10:39:58Z", "state": "pending", "attempts": 3, "status": 500, "error": "The receiver did not answer 2xx",
              "createdAt": "2026-03-01T10:40:00Z", "nextAttemptAt": "2026-03-01T10:41:05Z"}], "next": null}""";
    static final String RETRIED = "{\"retried\": 4}";
    static final String HISTORY = """
            {"items": [{"number": 2, "at": "2026-03-01T10:15:00Z", "who": "olli", "step": "rotate-secret", "webhook": 1, "what": ""}], "next": null}""";

    private WebhookExamples() {}
}

package org.opportune.security;

/** What the API's documentation shows. */
final class PrincipalExamples {
    static final String NEW_PRINCIPAL = """
            {"name": "web-shop", "role": "website"}""";
    static final String PRINCIPAL = """
            {"name": "web-shop", "role": "website", "createdAt": "2026-03-01T08:00:00Z"}""";
    static final String PAGE = """
            {"items": [{"name": "web-shop", "role": "website", "createdAt": "2026-03-01T08:00:00Z"}], "next": null}""";
    static final String NEW_KEY = """
            {"label": "production", "expiresAt": "2027-03-01T00:00:00Z"}""";
    static final String MADE_KEY = """
            {"id": 7, "key": "opp_…", "label": "production", "createdAt": "2026-03-01T08:00:00Z", "expiresAt": "2027-03-01T00:00:00Z"}""";
    static final String KEYS = """
            {"items": [{"id": 7, "label": "production", "createdAt": "2026-03-01T08:00:00Z", "expiresAt": "2027-03-01T00:00:00Z",
                        "revokedAt": null, "lastUsedAt": "2026-03-02T09:30:00Z"}]}""";

    private PrincipalExamples() {}
}

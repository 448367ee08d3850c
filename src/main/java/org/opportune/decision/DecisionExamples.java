package org.opportune.decision;

/** Bodies that the API documentation shows; each works against the demo shop. */
final class DecisionExamples {
    static final String LIVE = """
            {
              "customer": [{"namespace": "customer", "id": "C00001"}],
              "placements": [{"id": "homepage-hero"}, {"id": "homepage-grid", "limit": 3}],
              "locale": "en"
            }""";

    static final String PREVIEW = """
            {
              "customer": [{"namespace": "customer", "id": "C00001"}],
              "placements": [{"id": "homepage-hero"}],
              "mode": "preview",
              "at": "2026-12-24T18:00:00+02:00"
            }""";

    static final String VISITOR = """
            {
              "customer": [{"namespace": "visitor", "id": "v-7f3a9c"}],
              "placements": [{"id": "homepage-hero"}],
              "locale": "fi"
            }""";

    static final String ANSWER = """
            {
              "decision": "5e0f9a1e-5c0e-4a53-9f0a-6f8f4f7c2b11",
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "mode": "live",
              "at": "2026-03-01T10:15:00Z",
              "known": true,
              "locale": "en",
              "stage": {"id": "onboarding", "label": "Onboarding",
                        "because": [{"code": "placed-the-first-order-in-the-last-30-days", "sentence": "Placed the first order in the last 30 days"}]},
              "segments": [{"id": "newCustomer", "label": "New customer",
                            "because": [{"code": "first-order-in-the-last-30-days", "sentence": "First order in the last 30 days"}]}],
              "scores": [{"id": "leadScore", "label": "Lead score", "points": 35,
                          "because": [{"points": 20, "code": "lead-signed-up", "sentence": "Signed up"}]}],
              "placements": [{"id": "homepage-hero", "offers": [
                {"rank": 1, "offer": "second-order-gift", "campaign": "onboarding", "score": 15.6, "parts": {"propensity": 1.0, "value": 12.0, "weight": 1.0, "lever": 1.3},
                 "probability": {"before": 0.972, "after": 0.972},
                 "levers": [{"scope": "campaign", "subject": "onboarding", "factor": 1.3, "because": "A good start pays for years"}],
                 "because": [{"code": "a-new-customer-may-have-a-second-order-offer", "sentence": "A new customer may have a second order offer", "question": "eligible"}],
                 "expiresAt": "2026-03-01T10:45:00Z",
                 "content": {"locale": "en", "title": "A gift for you, Aino", "text": "With your next order within 30 days.", "callToAction": "Choose a gift", "link": "/second-order",
                             "image": "/images/second-order.jpg", "imageAlt": "Three small gifts"}}],
                 "probability": {"before": 0.972, "after": 0.972}},
                {"id": "homepage-grid", "offers": [], "fallback": true,
                 "fallbackOffer": {"offer": "trending-now", "campaign": "engagement", "expiresAt": "2026-03-01T10:45:00Z",
                                   "content": {"locale": "en", "title": "What others choose now", "text": "The products that customers in your country order most this month.",
                                               "callToAction": "See the list", "link": "/popular"}}}],
              "suppressed": [{"offer": "app-download", "because": [{"code": "offer-paused", "sentence": "The offer is paused"}]}]
            }""";

    static final String PAGE = """
            {"items": [{"id": "01955c3a-5c0e-7a53-9f0a-6f8f4f7c2b11", "at": "2026-03-01T10:15:00Z", "customer": 17,
                        "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9", "channel": "web", "stage": "onboarding",
                        "answered": [{"placement": "homepage-hero", "place": 1, "offer": "second-order"}]}], "next": null}""";

    static final String RECORD = """
            {
              "v": 1, "engine": "0.1.0", "id": "01955c3a-5c0e-7a53-9f0a-6f8f4f7c2b11", "seed": "9f0a6f8f4f7c2b11",
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9", "at": "2026-03-01T10:15:00Z",
              "request": {"customer": [{"namespace": "customer", "id": "C00001"}], "placements": [{"id": "homepage-hero"}]},
              "snapshot": {"key": 17, "zone": "Europe/Helsinki", "language": "fi", "facts": {"ordersTotal": 1, "daysSinceFirstOrder": 12},
                           "consents": [["marketing", "email", true, "2026-02-17T09:00:00Z"]], "stages": [["onboarding", "2026-02-17T09:00:00Z"]]},
              "state": {"pausedOffers": ["app-download"], "pausedCampaigns": []},
              "candidates": [["homepage-hero", "second-order"], ["homepage-hero", "app-download"]],
              "fired": ["placed-the-first-order-in-the-last-30-days"],
              "answer": {"decision": "01955c3a-5c0e-7a53-9f0a-6f8f4f7c2b11", "mode": "live", "known": true, "locale": "en"}
            }""";

    static final String REPLAY = """
            {
              "decision": "01955c3a-5c0e-7a53-9f0a-6f8f4f7c2b11",
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "recordedBy": "0.1.0", "engine": "0.1.0", "identical": true, "differences": [], "notRecorded": [],
              "answer": {"decision": "01955c3a-5c0e-7a53-9f0a-6f8f4f7c2b11", "mode": "live", "known": true, "locale": "en"}
            }""";

    static final String WHY_NOT = """
            {
              "decision": "0195515c-1a00-7000-8000-000000000001",
              "release": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
              "at": "2026-03-01T10:15:00Z",
              "locale": "en",
              "offer": "write-review",
              "label": "Write a review",
              "answered": false,
              "placements": [{"id": "homepage-hero", "step": "eligibility", "question": "eligible", "sentence": "The customer was not eligible for it."}],
              "questions": [
                {"question": "eligible", "passed": false, "more": 0,
                 "rules": [{"rule": "Ordered lately and has not written a review", "file": "eligibility/eligibility.drl", "line": 170,
                            "conditions": [{"sentence": "Orders in 30 days is at least 1",
                                            "facts": [{"fact": "customer.orders30d", "label": "Orders in 30 days", "value": "0"}]}]}]},
                {"question": "suitable", "passed": true, "rules": [], "more": 0}],
              "heldBackBy": [],
              "smallestChange": {
                "checked": true,
                "changes": [{"fact": "customer.orders30d", "label": "Orders in 30 days", "sentence": "Orders in 30 days: 1 more within 30 days (now 0)",
                             "wanted": "Orders in 30 days is at least 1", "from": "0", "to": "1", "window": "30d"}],
                "along": [{"fact": "customer.orders90d", "label": "Orders in 90 days", "value": "3"}],
                "then": [{"id": "homepage-hero", "step": "outranked", "sentence": "Others were better: its score was 0.2, and that of the last one shown 0.9.",
                          "score": 0.2, "lastScore": 0.9}]}
            }""";

    private DecisionExamples() {}
}

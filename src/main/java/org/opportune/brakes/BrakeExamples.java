package org.opportune.brakes;

/** What the API documentation shows of brakes. */
final class BrakeExamples {
    static final String WHY = "{\"why\": \"The voucher is worth 100 % instead of 10 %\"}";
    static final String BRAKE = """
            {"kind": "offer", "id": "birthday-voucher", "since": "2026-03-01T10:15:00Z", "who": "olli",
             "why": "The voucher is worth 100 % instead of 10 %", "known": true}""";
    static final String PAGE = "{\"items\": [" + BRAKE + "], \"next\": null}";
    static final String HISTORY = """
            {"items": [
              {"number": 2, "at": "2026-03-01T11:40:00Z", "step": "resume", "kind": "offer", "id": "birthday-voucher",
               "who": "maija", "why": "A release with the right voucher is live"},
              {"number": 1, "at": "2026-03-01T10:15:00Z", "step": "pause", "kind": "offer", "id": "birthday-voucher",
               "who": "olli", "why": "The voucher is worth 100 % instead of 10 %"}
            ], "next": null}""";

    private BrakeExamples() {}
}

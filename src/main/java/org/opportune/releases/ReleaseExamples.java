package org.opportune.releases;

/** What the API documentation shows of releases. */
final class ReleaseExamples {
    static final String PAGE = """
            {"items": [{"id": 12, "release": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
                        "title": "Spring campaign", "at": "2026-03-02T06:00:00Z", "who": "olli", "cause": "publish",
                        "why": "The spring campaign begins on Monday"}], "next": null}""";
    static final String RELEASE = """
            {
              "release": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
              "title": "Spring campaign", "model": 1, "draft": 7,
              "createdAt": "2026-03-02T06:00:00Z", "createdBy": "olli",
              "approvedBy": "olli", "approvedAt": "2026-02-27T12:00:00Z", "authors": ["maija"],
              "files": [{"path": "offers/offers.csv",
                         "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"}]
            }""";
    static final String DIFF = """
            {
              "diff": {
                "from": "9a0364b9e99bb480dd25e1f0284c8555d6a1f2d7f4b3a1b0c2d3e4f5a6b7c8d9",
                "to": "1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef01",
                "changes": [{
                  "part": "offer", "action": "changed", "id": "first-order-10", "file": "offers/offers.csv", "line": 3,
                  "details": [{"of": "value", "from": "10", "to": "12"}]
                }]
              },
              "earlierErrors": [], "laterErrors": []
            }""";

    private ReleaseExamples() {}
}

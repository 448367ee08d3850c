package org.opportune.experiments;

/** Examples of the OpenAPI document. */
final class ExperimentExamples {
    private static final String ONE = """
            {"id": "gift-for-second-order", "label": "Gift for the second order", "state": "running", "from": "2026-02-28T22:00:00Z", "share": 1.0,
             "control": "usual", "event": "order", "value": "amount", "withinHours": 336, "planned": 10000,
             "arms": [{"id": "usual", "label": "As usual", "weight": 1.0}, {"id": "none", "label": "Without the gift", "weight": 1.0}]}""";

    static final String PAGE = "{\"items\": [" + ONE + "], \"next\": null}";

    static final String RESULTS = "{\"experiment\": " + ONE + """
            , "at": "2026-04-01T10:00:00Z", "alpha": 0.05, "customers": 8210, "observed": 6032,
             "sentence": "6,032 of 8,210 customers were observed to the end of their time.",
             "sampleRatio": {"p": 1.0, "alarm": false, "sentence": "Customers are shared among the arms as declared."},
             "arms": [{"arm": "usual", "label": "As usual", "control": true, "customers": 4102, "observed": 3010, "converted": 181,
               "rate": {"estimate": 0.0601, "lower": 0.0459, "upper": 0.0743}, "value": {"estimate": 2.41, "lower": 1.73, "upper": 3.09}},
              {"arm": "none", "label": "Without the gift", "control": false, "customers": 4108, "observed": 3022, "converted": 150,
               "rate": {"estimate": 0.0496, "lower": 0.0366, "upper": 0.0626}, "value": {"estimate": 2.02, "lower": 1.40, "upper": 2.64},
               "differenceOfRate": {"estimate": -0.0105, "lower": -0.0286, "upper": 0.0076, "shown": "nothing"},
               "differenceOfValue": {"estimate": -0.39, "lower": -1.27, "upper": 0.49, "shown": "nothing"}}]}""";

    static final String SIZE = """
            {"rate": 0.05, "lift": 0.2, "power": 0.8, "alpha": 0.05, "arms": 2, "anyTime": {"perArm": 15566, "all": 31132},
             "once": {"perArm": 8158, "all": 16316}}""";

    private ExperimentExamples() {}
}

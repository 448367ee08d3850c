package org.opportune.brakes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was done with a brake. */
public enum BrakeStep {
    @JsonProperty("pause")
    PAUSE,
    @JsonProperty("resume")
    RESUME
}

package org.opportune.profile;

import java.time.Instant;

/** A recorded stage and since when. */
public record StageSpell(String stage, Instant since) {}

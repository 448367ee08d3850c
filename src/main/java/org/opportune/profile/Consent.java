package org.opportune.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer said about the use of their data.
 *
 * @param channel null for every channel
 */
public record Consent(String purpose, @Nullable String channel, boolean granted, Instant at) {}

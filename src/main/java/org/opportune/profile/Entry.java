package org.opportune.profile;

import org.jspecify.annotations.Nullable;

/**
 * An event on a track.
 *
 * @param value a {@link Long} on a track of numbers; null on a track that only counts
 */
record Entry(long time, long mark, @Nullable Object value) implements Keys.Keyed {}

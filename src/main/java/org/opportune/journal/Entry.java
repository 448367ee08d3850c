package org.opportune.journal;

/**
 * A record that waits to be shipped.
 *
 * @param id rises with time
 * @param kind by which it is known where it belongs
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
public record Entry(long id, byte kind, byte[] content) {}

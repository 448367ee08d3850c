package org.opportune.attribution;

import java.math.BigDecimal;

/**
 * What is attributed.
 *
 * @param event a digest of what names it
 * @param at in milliseconds since 1970
 * @param worth in base currency
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
record Order(byte[] event, long at, BigDecimal worth) {}

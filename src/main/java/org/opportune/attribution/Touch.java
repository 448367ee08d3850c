package org.opportune.attribution;

import java.util.UUID;

/**
 * What a customer did with an offer that a decision answered.
 *
 * @param at in milliseconds since 1970
 */
record Touch(UUID decision, String offer, long at) {}

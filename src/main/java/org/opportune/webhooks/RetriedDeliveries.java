package org.opportune.webhooks;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many dead deliveries are tried anew. */
@Schema(name = "RetriedDeliveries")
public record RetriedDeliveries(int retried) {}

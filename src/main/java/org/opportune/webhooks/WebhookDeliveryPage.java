package org.opportune.webhooks;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Page;

/** For the document only: {@link Page.Of} of deliveries. */
@Schema(name = "WebhookDeliveryPage")
record WebhookDeliveryPage(
        List<DeliveryView> items, @Nullable String next) {}

package org.opportune.webhooks;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for of a webhook; of one that is there, what is left out stays.
 *
 * @param name for people, up to 100 characters
 * @param url https, without credentials and fragment
 * @param filter all events when it is left out of a new one
 * @param identities namespaces of the names of customers that go along; none when it is left out of a new one
 * @param authorization the value of the header Authorization; empty takes it away; never shown
 * @param paused true: what happens is kept, and sent when it is false again
 */
@Schema(name = "WebhookFields")
public record WebhookFields(
        @Nullable String name,
        @Nullable String url,
        @Nullable Filter filter,
        @Nullable List<String> identities,
        @Nullable String authorization,
        @Nullable Boolean paused) {
    /** Without what may be secret. */
    @Override
    public String toString() {
        return "WebhookFields[" + name + "]";
    }
}

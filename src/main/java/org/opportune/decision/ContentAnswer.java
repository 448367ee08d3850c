package org.opportune.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.wording.Known;
import org.opportune.wording.Wording;

/** The words of an offer for one customer. What the content does not have is left out. */
@Schema(
        name = "Content",
        description =
                "The words of an offer for this customer, in one locale. Every text is plain text, in which a customer's own words may stand:"
                        + " escape it for where it goes. The link and the image are a path of the shop or an https address, ready to be used.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentAnswer(
        String locale,
        String title,
        String text,
        String callToAction,
        String link,
        @Nullable String image,

        @Schema(description = "What the image shows, for those who do not see it") @Nullable
        String imageAlt,

        @Schema(description = "What an agent says") @Nullable
        String agentScript,

        @Nullable String emailSubject) {

    static ContentAnswer of(Content content, Known known) {
        return new ContentAnswer(
                content.locale(),
                content.title().in(known),
                content.text().in(known),
                content.callToAction().in(known),
                content.link().in(known),
                given(content.image()),
                given(content.imageAlt()),
                given(content.agentScript(), known),
                given(content.emailSubject(), known));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String given(Wording wording, Known known) {
        return wording.isEmpty() ? null : wording.in(known);
    }
}

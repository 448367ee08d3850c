package org.opportune.catalogue;

import java.util.List;
import org.opportune.catalogue.Catalogue.Content;
import org.opportune.intake.Table;
import org.opportune.kernel.Nearest;
import org.opportune.wording.Links;
import org.opportune.wording.Wording;
import org.opportune.wording.WordingReader;

/** Reads a row of {@code offers/content.<locale>.csv}. */
final class ContentReader {
    static final List<String> COLUMNS = List.of(
            "offer",
            "variant",
            "title",
            "text",
            "callToAction",
            "link",
            "image",
            "imageAlt",
            "agentScript",
            "emailSubject");

    private final WordingReader wordings;

    ContentReader(WordingReader wordings) {
        this.wordings = wordings;
    }

    Content read(String locale, Table.Row row) {
        if (row.get("title").isEmpty()) {
            row.fail("title", "the title is empty");
        }
        checkImage(row);
        return new Content(
                locale,
                text(locale, row, "title"),
                text(locale, row, "text"),
                text(locale, row, "callToAction"),
                wordings.link(row.get("link"), wrong -> row.fail("link", wrong)),
                row.get("image"),
                row.get("imageAlt"),
                text(locale, row, "agentScript"),
                text(locale, row, "emailSubject"));
    }

    private Wording text(String locale, Table.Row row, String column) {
        return wordings.text(locale, row.get(column), wrong -> row.fail(column, wrong));
    }

    private static void checkImage(Table.Row row) {
        String image = row.get("image");
        if (!Links.isLink(image)) {
            row.fail(
                    "image",
                    "'" + Nearest.shorten(image)
                            + "' is no address of an image such as /images/welcome.jpg or https://example.com/welcome.jpg");
        } else if (!image.isEmpty() && row.get("imageAlt").isEmpty()) {
            row.fail("imageAlt", "an image has a text that says what it shows, for those who do not see it; write one");
        } else if (image.isEmpty() && !row.get("imageAlt").isEmpty()) {
            row.fail("imageAlt", "the text says what an image shows, and the row has no image; name one, or delete it");
        }
    }
}

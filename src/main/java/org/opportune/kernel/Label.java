package org.opportune.kernel;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text in several locales. The default locale's text is always there. */
public record Label(Map<String, String> texts, String fallback) {
    public Label {
        texts = Map.copyOf(texts);
    }

    public static Label of(String text) {
        return new Label(Map.of(), text);
    }

    /** The text for a BCP 47 tag by RFC 4647 look-up ({@code fi-FI}, then {@code fi}), else the default locale's. */
    public String in(@Nullable String locale) {
        for (String tag = locale; tag != null; tag = broader(tag)) {
            String text = texts.get(tag);
            if (text != null) {
                return text;
            }
        }
        return fallback;
    }

    /** Whether it is said so in any language, in capitals or not. */
    public boolean says(String text) {
        return fallback.equalsIgnoreCase(text) || texts.values().stream().anyMatch(text::equalsIgnoreCase);
    }

    /** The next broader tag of RFC 4647's look-up, or null after the language itself. */
    public static @Nullable String broader(String tag) {
        int dash = tag.lastIndexOf('-');
        return dash < 0 ? null : tag.substring(0, dash);
    }

    /** A tag in its canonical case ({@code FI-fi} is {@code fi-FI}), or null when it is not a well-formed BCP 47 tag. */
    public static @Nullable String canonicalTag(String tag) {
        if (tag.isEmpty() || tag.length() > 35) {
            return null;
        }
        try {
            return new Locale.Builder()
                    .setLanguageTag(tag.replace('_', '-'))
                    .build()
                    .toLanguageTag();
        } catch (java.util.IllformedLocaleException e) {
            return null;
        }
    }
}

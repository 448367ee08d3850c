package org.opportune.wording;

import java.util.regex.Pattern;

/** Where an offer leads, and where its image is: a path of the shop or an address, without script. */
public final class Links {
    private static final Pattern LINK = Pattern.compile(
            "|/(?!/)[^\\s\"<>\\\\]{0,500}|https://[^\\s\"<>\\\\/?#@]{1,250}([/?#][^\\s\"<>\\\\]{0,500})?");
    /** What stands before the first placeholder says already which server is asked. */
    private static final Pattern BEGINNING =
            Pattern.compile("/[^/\\s\"<>\\\\{}\\[][^{}\\[]*|https://[^\\s\"<>\\\\/?#@{}\\[]{1,250}[/?#][^{}\\[]*");

    private Links() {}

    public static boolean isLink(String text) {
        return LINK.matcher(text).matches();
    }

    /** Whether no value of a placeholder can change the scheme or the server of a link. */
    static boolean beginsWithItsServer(String link) {
        int brace = link.indexOf('{');
        int passage = link.indexOf("[[");
        int end = passage < 0 || (brace >= 0 && brace < passage) ? brace : passage;
        return BEGINNING.matcher(link.substring(0, end)).matches();
    }
}

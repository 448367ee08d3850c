package org.opportune.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes bytes no request that anybody should try to understand. Each answer is a sentence for the client; null says that all is well. */
final class RawRequest {
    /** A name, an IPv4 address or a bracketed IPv6 address, and a port. */
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:/?#@\\[\\]\\\\]*)(:[0-9]{0,5})?");

    private RawRequest() {}

    /** @param path as it came, a character a byte, without the query */
    static @Nullable String mistakeInPath(String path) {
        if (path.equals("*")) {
            return null;
        }
        if (!path.startsWith("/")) {
            return "The address does not begin with /";
        }
        if (path.indexOf('{') >= 0 || path.indexOf('}') >= 0) {
            return "The address holds { or }; put a value in its place, or write %7B and %7D";
        }
        byte[] bytes = PercentEncoding.bytes(path);
        if (bytes == null) {
            return "The address holds a % that two hexadecimal digits do not follow; a % itself is written %25";
        }
        String decoded = PercentEncoding.utf8(bytes);
        if (decoded == null) {
            return "The address is not UTF-8";
        }
        if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            return "The address holds a control character";
        }
        if (decoded.indexOf('\\') >= 0) {
            return "The address holds a backslash";
        }
        return climbsOut(decoded) ? "The address leads out of the server" : null;
    }

    /** @param query as it came, without the question mark */
    static @Nullable String mistakeInQuery(String query) {
        byte[] bytes = PercentEncoding.bytes(query);
        if (bytes == null) {
            return "The query holds a % that two hexadecimal digits do not follow; a % itself is written %25";
        }
        String decoded = PercentEncoding.utf8(bytes);
        if (decoded == null) {
            return "The query is not UTF-8";
        }
        return decoded.chars().anyMatch(c -> c < ' ' || c == 0x7F) ? "The query holds a control character" : null;
    }

    /** @param encodings the values of Transfer-Encoding */
    static @Nullable String mistakeInFraming(List<String> encodings) {
        boolean known = encodings.isEmpty()
                || (encodings.size() == 1 && encodings.get(0).strip().equalsIgnoreCase("chunked"));
        return known ? null : "The Transfer-Encoding is not known here; send chunked, or a Content-Length";
    }

    static @Nullable String mistakeInHost(List<String> hosts) {
        if (hosts.size() > 1) {
            return "There is more than one Host header";
        }
        return hosts.isEmpty() || HOST.matcher(hosts.get(0)).matches() ? null : "The Host header is not a host's name";
    }

    private static boolean climbsOut(String path) {
        int depth = 0;
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                depth--;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}

package org.opportune.launcher;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.opportune.kernel.Settings;

/** Finds the one sentence in a chain of exceptions that says what is wrong. */
final class Refusals {
    private static final int LONGEST = 400;

    private Refusals() {}

    /** Opportune's own sentence if there is one (its class is another one in the server's class loader), else the root's. */
    static String cause(Collection<? extends Throwable> thrown) {
        List<Throwable> all = new ArrayList<>();
        thrown.forEach(one -> all.addAll(chain(one)));
        return all.stream()
                .filter(one -> one.getClass().getName().startsWith("org.opportune."))
                .map(Refusals::firstLine)
                .findFirst()
                .orElseGet(() -> thrown.stream()
                        .map(one -> chain(one).get(chain(one).size() - 1))
                        .map(Refusals::root)
                        .findFirst()
                        .orElse("Payara gives no reason."));
    }

    /** The only other machine that a start speaks with is the database's. */
    private static String root(Throwable root) {
        if (root instanceof SocketException
                || root instanceof UnknownHostException
                || root instanceof SocketTimeoutException) {
            return "the database cannot be reached (" + firstLine(root) + "); is it running, and is "
                    + Settings.DB_URL.key() + " right?";
        }
        return root.getClass().getSimpleName() + ": " + firstLine(root);
    }

    static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getSimpleName();
        }
        List<String> lines = message.strip().lines().limit(4).toList();
        String line = lines.get(0).endsWith(":") ? String.join(" ", lines).replaceAll("\\s+", " ") : lines.get(0);
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static List<Throwable> chain(Throwable first) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = first; one != null && seen.add(one); one = one.getCause()) {
            chain.add(one);
        }
        return chain;
    }
}

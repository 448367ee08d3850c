package org.opportune.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.opportune.statistics.Interval;
import org.opportune.statistics.Shares;

/** Counts the calls of the bank's file by themselves: without the example's program, its rules, and the server. */
final class BankCalls {
    private static final Map<String, Predicate<Client>> SEGMENTS = Map.ofEntries(
            Map.entry("student", client -> client.is("job", "student")),
            Map.entry("retired", client -> client.is("job", "retired")),
            Map.entry("blueCollar", client -> client.is("job", "blue-collar")),
            Map.entry("management", client -> client.is("job", "management")),
            Map.entry("under30", client -> client.number("age") < 30),
            Map.entry("from60", client -> client.number("age") >= 60),
            Map.entry("successBefore", client -> client.is("poutcome", "success")),
            Map.entry("failureBefore", client -> client.is("poutcome", "failure")),
            Map.entry("firstCampaign", client -> client.number("previous") == 0),
            Map.entry("savings", client -> client.number("balance") >= 2_000),
            Map.entry("housingLoan", client -> client.is("housing", "yes")),
            Map.entry("noLoans", client -> client.is("housing", "no") && client.is("loan", "no")));

    private final List<Client> clients;

    private BankCalls(List<Client> clients) {
        this.clients = clients;
    }

    /** A line of the file. */
    private record Client(Map<String, String> cells) {
        boolean is(String column, String value) {
            return value.equals(cells.get(column));
        }

        int number(String column) {
            return Integer.parseInt(cells.getOrDefault(column, ""));
        }
    }

    /** How many calls, and how many of them were accepted. */
    record Count(int calls, int accepted) {
        static final Count NONE = new Count(0, 0);

        Count plus(int more, boolean accepts) {
            return new Count(calls + more, accepted + (accepts ? 1 : 0));
        }

        /** As the example's report prints it. */
        String row(String of) {
            Interval interval = Shares.share(accepted, calls);
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %.2f %% | %.2f %% to %.2f %% |",
                    of,
                    calls,
                    accepted,
                    100.0 * accepted / calls,
                    100 * interval.lower(),
                    100 * interval.upper());
        }
    }

    static BankCalls read(InputStream gzip) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8))) {
            List<List<String>> lines = reader.lines()
                    .map(line -> List.of(line.replace("\"", "").split(";")))
                    .toList();
            List<Client> clients = new ArrayList<>();
            for (List<String> line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < line.size(); i++) {
                    cells.put(lines.get(0).get(i), line.get(i));
                }
                clients.add(new Client(cells));
            }
            return new BankCalls(clients);
        }
    }

    static BankCalls read(Path file) throws IOException {
        return read(Files.newInputStream(file));
    }

    Count all() {
        return of(client -> true);
    }

    /** Of the calls with that number; a client who was called three times had a first, a second and a third call, and answered at the third. */
    Map<String, Count> byNumber() {
        Map<Integer, Count> counts = new TreeMap<>();
        for (Client client : clients) {
            int calls = client.number("campaign");
            for (int call = 1; call <= calls; call++) {
                boolean accepts = call == calls && client.is("y", "yes");
                counts.merge(
                        Math.min(call, 21),
                        Count.NONE.plus(1, accepts),
                        (a, b) -> new Count(a.calls + b.calls, a.accepted + b.accepted));
            }
        }
        Map<String, Count> named = new LinkedHashMap<>();
        counts.forEach((call, count) -> named.put(call == 21 ? ">20" : call.toString(), count));
        return named;
    }

    Map<String, Count> bySegment() {
        Map<String, Count> counts = new TreeMap<>();
        SEGMENTS.forEach((segment, isIn) -> counts.put(segment, of(isIn)));
        counts.values().removeIf(count -> count.calls == 0);
        return counts;
    }

    private Count of(Predicate<Client> isIn) {
        Count count = Count.NONE;
        for (Client client : clients) {
            if (isIn.test(client)) {
                count = count.plus(client.number("campaign"), client.is("y", "yes"));
            }
        }
        return count;
    }
}

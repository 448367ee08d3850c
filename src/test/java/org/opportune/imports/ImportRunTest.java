package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opportune.imports.Progress.Totals;
import org.opportune.profile.Event;
import org.opportune.profile.Identity;
import org.opportune.vocabulary.Money;

class ImportRunTest {
    private static final String ORDERS = """
            name: my-shop
            timeZone: Europe/Helsinki
            columns:
              Date: {time: "dd.MM.yyyy HH:mm"}
              Price: {number: "1.234,56"}
              Country: {values: {Suomi: FI, Muu: ~}}
            file: {separator: ";"}
            reject:
              - {reason: test-order, when: {Order: {startsWith: T}}, because: An order of our own tests}
            customer:
              identities: {customer: Customer, email: Email}
              attributes: {country: Country}
            events:
              - type: order
                groupBy: Order
                at: Date
                properties:
                  orderNumber: Order
                  amount: {sum: [Quantity, Price], currency: EUR}
                  items: {sku: Product, quantity: Quantity, unitPrice: Price}
            """;
    private static final String HEADER = "Order;Date;Customer;Email;Country;Product;Quantity;Price\n";

    @TempDir
    private Path folder;

    private Trial trial(String... lines) {
        return new Trial(folder, ORDERS, HEADER + String.join("\n", lines) + "\n");
    }

    @Test
    void linesThatAgreeInTheirGroupAreOneEventWhereverTheyStand() {
        Trial trial = trial(
                "1;30.03.2025 12:00;c1;;Suomi;lamp;2;1.000,50",
                "2;30.03.2025 12:01;c2;;Suomi;cup;1;5,00",
                "1;30.03.2025 12:09;c1;;Suomi;mug;1;0,25");
        Totals totals = trial.run();

        Event order = trial.profiles.event("order:1");
        assertThat(order.properties())
                .containsEntry("amount", new Money(new BigDecimal("2001.25"), "EUR"))
                .containsEntry(
                        "items",
                        List.of(
                                Map.of("sku", "lamp", "quantity", 2, "unitPrice", new BigDecimal("1000.50")),
                                Map.of("sku", "mug", "quantity", 1, "unitPrice", new BigDecimal("0.25"))));
        assertThat(order.at()).isEqualTo(Instant.parse("2025-03-30T09:00:00Z"));
        assertThat(order.source()).isEqualTo("my-shop");
        assertThat(totals.events()).isEqualTo(2);
        assertThat(totals.kept()).isEqualTo(3);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        Trial trial = trial("1;30.03.2025 12:00;c1;;Suomi;lamp;2;1,50");
        trial.run();
        trial.kept = Progress.Checkpoint.START;
        Totals again = trial.run();
        assertThat(again.events()).isZero();
        assertThat(again.duplicates()).isEqualTo(1);
        assertThat(trial.profiles.events).hasSize(1);
    }

    @Test
    void theLastLineOfACustomerSaysTheirCountryAndAnUnknownOneForgetsNothing() {
        Trial trial = trial(
                "9;30.03.2025 12:00;c1;;SE;lamp;2;1,50",
                "1;30.03.2025 12:00;c1;;Suomi;lamp;2;1,50",
                "2;30.03.2025 12:00;c1;;Muu;lamp;2;1,50");
        trial.run();
        assertThat(trial.profiles.customers.get(new Identity("customer", "c1"))).containsEntry("country", "FI");
    }

    @Test
    void everyRejectedLineIsNamedWithItsReasonAndTheRestIsKept() {
        Trial trial = trial(
                "T1;30.03.2025 12:00;c1;;Suomi;lamp;2;1,50",
                "2;30.03.2025 12:00;;;Suomi;lamp;2;1,50",
                "3;30.03.2025 12:00;c1;;Suomi;lamp;2;1,50;more",
                "4;yesterday;c1;;Suomi;lamp;2;1,50",
                "5;30.03.2025 12:00;c1;;Narnia;lamp;2;1,50",
                ";30.03.2025 12:00;c1;;Suomi;lamp;2;1,50",
                "7;30.03.2025 12:00;c7;;Suomi;lamp;;1,50",
                "8;30.03.2025 12:00;c8;;Suomi;lamp;2;1,50");
        Totals totals = trial.run();

        assertThat(totals.reasons())
                .isEqualTo(Map.of("test-order", 1L, "no-customer", 1L, "ragged", 1L, "invalid", 3L, "no-key", 1L));
        assertThat(totals.lines()).isEqualTo(8);
        assertThat(totals.kept() + totals.rejected()).isEqualTo(totals.lines());
        assertThat(trial.rejected())
                .contains("2,\"test-order\",\"An order of our own tests\"")
                .contains("3,\"no-customer\",\"all of Customer, Email are empty: the line names no customer\"")
                .contains("5,\"invalid\",\"Date: 'yesterday' is not a time of the mapping's form\"")
                .contains("8,\"invalid\",\"Quantity is empty; without it the event would be wrong\"")
                .anyMatch(line -> line.startsWith("6,\"invalid\",\"country: unknown choice 'Narnia'"));
        assertThat(trial.profiles.events.keySet()).containsExactly("my-shop/order:8");
    }

    @Test
    void oneBadLineSpoilsItsEventSinceTheSumWouldBeWrong() {
        Trial trial = trial(
                "1;30.03.2025 12:00;c1;;Suomi;lamp;2;1,50",
                "1;30.03.2025 12:00;c1;;Suomi;mug;many;1,50",
                "2;30.03.2025 12:00;c1;;Suomi;mug;1;1,50",
                "2;30.03.2025 12:00;c2;;Suomi;mug;1;1,50");
        Totals totals = trial.run();
        assertThat(trial.profiles.events).isEmpty();
        assertThat(totals.reasons()).isEqualTo(Map.of("invalid", 1L, "incomplete", 2L, "customers-differ", 1L));
        assertThat(trial.rejected())
                .contains(
                        "2,\"incomplete\",\"line 3 of the same event was refused; without it the event would be wrong\"");
    }

    @Test
    void anEventMayHaveTwoThousandLinesAndNotOneMore() {
        String line = "1;30.03.2025 12:00;c1;;Suomi;lamp;1;1,00";
        String other = "2;30.03.2025 12:00;c1;;Suomi;lamp;1;1,00";
        String[] lines = new String[4_001];
        Arrays.fill(lines, 0, 2_001, line);
        Arrays.fill(lines, 2_001, 4_001, other);
        Trial trial = trial(lines);
        Totals totals = trial.run();
        assertThat(totals.reasons()).isEqualTo(Map.of("too-many-lines", 2_001L));
        assertThat(totals.kept()).isEqualTo(2_000);
        assertThat(trial.profiles.events).hasSize(1);
    }

    @Test
    void aCrashAndARestartStoreEachEventOnceAndCountTheSame() {
        String[] lines = new String[5_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (i % 10 == 0 ? "T" : "") + i + ";30.03.2025 12:00;c" + i % 50 + ";;Suomi;lamp;1;1,00";
        }
        Totals whole = trial(lines).run();
        Trial crashing = trial(lines);
        crashing.profiles.failAt = 3;

        assertThatThrownBy(crashing::run).hasMessage("the database went away");
        assertThat(crashing.profiles.events).hasSize(2_000);
        assertThat(crashing.leftovers()).isEmpty();
        Totals resumed = crashing.run();

        assertThat(resumed).isEqualTo(whole);
        assertThat(crashing.profiles.events).hasSize(4_500);
        assertThat(crashing.rejected()).hasSize(500);
    }

    @Test
    void aColumnThatTheFileDoesNotHaveIsSaidWhereTheMappingNamesIt() {
        Trial trial = new Trial(folder, ORDERS, HEADER.replace("Quantity", "Quantiti") + "\n");
        assertThatThrownBy(trial::run)
                .isInstanceOf(ImportFailure.class)
                .hasMessage("shop.mapping.yaml:19:22: unknown column 'Quantity'; did you mean 'Quantiti'?");
    }

    @Test
    void aQuoteThatNeverClosesEndsTheImportAtItsLine() {
        Trial trial = trial("1;30.03.2025 12:00;c1;;Suomi;lamp;2;1,50", "2;30.03.2025 12:00;c1;;Suomi;\"lamp;2;1,50");
        assertThatThrownBy(trial::run)
                .isInstanceOf(ImportFailure.class)
                .hasMessageStartingWith("file.csv:3:1: not CSV");
        assertThat(trial.profiles.events).isEmpty();
        assertThat(trial.leftovers()).isEmpty();
    }

    @Test
    void aLineWithBytesOfAnotherCharsetIsRejectedAndTheOthersAreNot() {
        byte[] file = (HEADER
                        + "1;30.03.2025 12:00;c1;;Suomi;k\u00e4mp;2;1,50\n2;30.03.2025 12:00;c1;;Suomi;cup;2;1,50\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Trial trial = new Trial(folder, ORDERS, file);
        assertThat(trial.run().reasons()).isEqualTo(Map.of("encoding", 1L));
        assertThat(trial.profiles.events).hasSize(1);
    }

    @Test
    void aByteOrderMarkAndGzipAreUnderstoodAndACutArchiveIsNot() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    ("\uFEFF" + HEADER + "1;30.03.2025 12:00;c1;;Suomi;cup;2;1,50\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new Trial(folder, ORDERS, packed.toByteArray()).run().events())
                .isEqualTo(1);
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 12);
        assertThatThrownBy(new Trial(folder, ORDERS, cut)::run)
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void aMappingWithoutEventsChangesCustomers() {
        Trial trial = new Trial(
                folder,
                """
                name: people
                columns:
                  Born: {date: ["d.M.yyyy", "yyyy-MM-dd"]}
                  News: {values: {y: "true", n: "false"}}
                customer:
                  identities: {email: Mail}
                  attributes: {birthDate: Born, loyaltyMember: News, firstName: Name}
                """,
                "Mail,Born,News,Name\nA@b.example,1.2.1980,y,Aino\nb@b.example,1980-02-30,y,Eero\nc@b.example,,n,=cmd\n");
        Totals totals = trial.run();
        assertThat(totals.kept()).isEqualTo(2);
        assertThat(totals.customers()).isEqualTo(2);
        assertThat(totals.reasons()).isEqualTo(Map.of("invalid", 1L));
        assertThat(trial.profiles.customers.get(new Identity("email", "a@b.example")))
                .containsEntry("loyaltyMember", true)
                .containsEntry("firstName", "Aino");
    }
}

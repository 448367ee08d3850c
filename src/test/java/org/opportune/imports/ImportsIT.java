package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

/** A small shop's file over HTTP: mapping, upload, progress, report, and the same file once more. */
@ExtendWith(ArquillianExtension.class)
class ImportsIT {
    private static final String IMPORTS = "/api/v1/imports";
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(ZoneId.of("Europe/Helsinki"));

    /** Each test is a shop of its own. */
    private final String shop = "imports-it-" + Long.toString(System.nanoTime(), 36);

    private final String mapping = """
            name: %s
            timeZone: Europe/Helsinki
            file: {separator: ";"}
            columns:
              Date: {time: "dd.MM.yyyy HH:mm"}
              Price: {number: "1.234,56"}
            reject:
              - {reason: test-order, when: {Order: {startsWith: T}}, because: An order of our own tests}
            customer:
              identities: {customer: Customer}
              attributes: {country: Country}
            events:
              - type: order
                groupBy: Order
                at: Date
                properties:
                  orderNumber: Order
                  amount: {sum: [Quantity, Price], currency: EUR}
                  items: {sku: Product, quantity: Quantity, unitPrice: Price}
            """.formatted(shop);

    /** Order 1 is on two lines that are not adjacent; line 4 is a test, line 5 has no time, line 7 no number. */
    private final String file = """
            Order;Date;Customer;Country;Product;Quantity;Price
            1;%1$s;%2$s-1;FI;cup;2;10,00
            2;%1$s;%2$s-2;SE;pot;1;1.234,50
            T3;%1$s;%2$s-2;SE;pot;1;1,00
            4;yesterday;%2$s-1;FI;cup;1;10,00
            1;%1$s;%2$s-1;FI;pan;1;30,50
            5;%1$s;%2$s-1;FI;cup;many;10,00
            """.formatted(TIMES.format(Instant.now().minus(Duration.ofDays(10))), shop);

    @Test
    void aFileIsImportedReportedAndNeverDoubled() throws Exception {
        JsonNode first = imported();
        assertThat(first.path("lines").asInt()).as(first.toString()).isEqualTo(6);
        assertThat(first.path("kept").asInt()).isEqualTo(3);
        assertThat(first.path("rejected").asInt()).isEqualTo(3);
        assertThat(first.path("events").asInt()).isEqualTo(2);
        assertThat(first.path("duplicates").asInt()).isZero();
        assertThat(first.path("customers").asInt()).isEqualTo(2);
        assertThat(first.at("/reasons/test-order").asInt()).isEqualTo(1);

        Answer report = Http.asAdmin().get(IMPORTS + "/" + first.path("id").asLong() + "/rejected");
        assertThat(report.header("Content-Type")).startsWith("text/csv");
        assertThat(report.body().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("4,").contains("test-order"))
                .anySatisfy(line -> assertThat(line).startsWith("5,").contains("Date"))
                .anySatisfy(line -> assertThat(line).startsWith("7,").contains("Quantity"));
        assertThat(feature(shop + "-1", "orders365d")).isEqualTo(1);
        assertThat(feature(shop + "-1", "revenue365d")).isEqualTo(50.5);
        assertThat(feature(shop + "-2", "revenue365d")).isEqualTo(1234.5);

        JsonNode again = imported();
        assertThat(again.path("id").asLong()).isGreaterThan(first.path("id").asLong());
        assertThat(again.path("events").asInt()).as(again.toString()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(2);
        assertThat(feature(shop + "-1", "orders365d")).isEqualTo(1);
        assertThat(feature(shop + "-1", "revenue365d")).isEqualTo(50.5);
        assertThat(Http.asAdmin().get(IMPORTS + "?limit=1").json().at("/items/0/id"))
                .isEqualTo(again.path("id"));
    }

    @Test
    void aMappingIsRefusedWithItsPlaces() {
        Answer answer = yaml(Http.asAdmin())
                .send("POST", IMPORTS + "?mapping=shop.yaml", text(mapping.replace("type: order", "type: ordr")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(13);
        assertThat(answer.json().at("/errors/0/message").asText()).contains("did you mean 'order'?");
    }

    @Test
    void anImportHasOneFileAndMayBeForgotten() throws Exception {
        String one = IMPORTS + "/" + imported().path("id").asLong();
        assertThat(Http.asAdmin().send("PUT", one + "/file", text(file)).status())
                .isEqualTo(409);
        assertThat(Http.asAdmin().send("POST", one + "/resume", text("")).status())
                .isEqualTo(409);
        assertThat(Http.asAdmin().delete(one).status()).isEqualTo(204);
        assertThat(Http.asAdmin().get(one).status()).isEqualTo(404);
        assertThat(Http.asAdmin().get(one + "/rejected").status()).isEqualTo(404);
    }

    @Test
    void importsAreForOperators() {
        assertThat(yaml(Http.asRole("website"))
                        .send("POST", IMPORTS, text(mapping))
                        .status())
                .isEqualTo(403);
        assertThat(yaml(Http.anonymous()).send("POST", IMPORTS, text(mapping)).status())
                .isEqualTo(401);
    }

    private JsonNode imported() throws InterruptedException {
        Http operator = Http.asRole("operator");
        Answer begun = yaml(operator).send("POST", IMPORTS, text(mapping));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.json().path("state").asText()).isEqualTo("awaiting_file");
        String one = IMPORTS + "/" + begun.json().path("id").asLong();
        assertThat(begun.header("Location")).endsWith(one);
        Answer sent = operator.with("Content-Type", "text/csv").send("PUT", one + "/file", text(file));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);

        Set<String> states = new TreeSet<>();
        JsonNode job = operator.get(one).json();
        for (int i = 0; i < 600 && !job.path("state").asText().matches("done|failed"); i++) {
            states.add(job.path("state").asText());
            TimeUnit.MILLISECONDS.sleep(50);
            job = operator.get(one).json();
        }
        assertThat(states).isSubsetOf("queued", "running");
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
        return job;
    }

    private static double feature(String customer, String name) {
        Answer status = Http.asAdmin().get("/api/v1/customers/" + customer + "/status");
        for (JsonNode feature : status.json().path("features")) {
            if (feature.path("id").asText().equals(name)) {
                return feature.path("value").asDouble();
            }
        }
        throw new AssertionError("no feature " + name + " in " + status);
    }

    private static Http yaml(Http http) {
        return http.with("Content-Type", "application/yaml");
    }

    private static HttpRequest.BodyPublisher text(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }
}

package org.opportune.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;

class MappingReaderTest {
    @Test
    void everyMistakeIsToldAtOnceWithItsPlaceAndTheNameThatWasMeant() {
        List<String> said = findings("""
                name: My Shop
                tymeZone: Europe/Helsinki
                timeZone: Europe/Helsinky
                columns:
                  Date: {time: "dd.MM.yyyy bb"}
                  Price: {number: "1.23"}
                reject:
                  - {reason: test, when: {Order: {startWith: T}}, because: Ours}
                customer:
                  identities: {customr: Customer}
                  attributes: {contry: Country}
                events:
                  - type: ordr
                    at: Date
                  - type: order
                    at: Date
                    properties: {orderNumber: {sum: Quantity}, items: {skuu: Product}}
                """);
        assertThat(said)
                .contains("shop.yaml:1:7: 'My Shop' is not a name of small letters, digits and hyphens")
                .contains("shop.yaml:2:1: unknown name 'tymeZone'; did you mean 'timeZone'?")
                .contains("shop.yaml:3:11: unknown time zone 'Europe/Helsinky'; did you mean 'Europe/Helsinki'?")
                .anyMatch(line -> line.startsWith("shop.yaml:5:16: 'dd.MM.yyyy bb' is not a pattern"))
                .anyMatch(line -> line.startsWith("shop.yaml:6:19: '1.23' does not show how numbers are written"))
                .contains("shop.yaml:8:46: unknown test 'startWith'; did you mean 'startsWith'?")
                .contains("shop.yaml:10:25: unknown namespace 'customr'; did you mean 'customer'?")
                .contains("shop.yaml:11:24: unknown attribute 'contry'; did you mean 'country'?")
                .contains("shop.yaml:13:11: unknown event 'ordr'; did you mean 'order'?")
                .contains("shop.yaml:15:5: order needs 'amount'; map it under 'properties'")
                .contains("shop.yaml:17:31: 'orderNumber' is a text, not a number")
                .contains("shop.yaml:17:62: unknown field 'skuu'; did you mean 'sku'?");
    }

    @Test
    void aMappingThatImportsNothingIsRefused() {
        assertThat(findings("name: nothing\ncustomer: {identities: {customer: No}}\n"))
                .containsExactly("shop.yaml:1:1: nothing to import; map 'events', or 'attributes' of the customer");
    }

    @Test
    void theMappingsOfTheDocumentationAreRight() throws IOException {
        try (var examples = Files.list(Path.of("docs/examples"))) {
            List<Path> mappings = examples.filter(file -> file.toString().endsWith(".mapping.yaml"))
                    .toList();
            assertThat(mappings).isNotEmpty();
            for (Path mapping : mappings) {
                assertThat(findings(Files.readString(mapping)))
                        .as(mapping.toString())
                        .isEmpty();
            }
        }
    }

    private static List<String> findings(String mapping) {
        Findings findings = new Findings();
        MappingReader.read("shop.yaml", mapping, Shop.RULEBOOK.vocabulary(), findings);
        return findings.list().stream().map(Finding::toString).toList();
    }
}

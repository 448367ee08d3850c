package org.opportune.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opportune.it.Http;
import org.opportune.it.Http.Answer;

@ExtendWith(ArquillianExtension.class)
class OpenApiIT {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void everyOperationHasASummaryExamplesAndItsRefusals() {
        List<String> missing = new ArrayList<>();
        for (var path : document().path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    check(operation.getKey() + " " + path.getKey(), operation.getValue(), missing);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static void check(String name, JsonNode operation, List<String> missing) {
        if (operation.path("summary").asText().isBlank()) {
            missing.add(name + " has no summary");
        }
        if (!operation.path("tags").path(0).isTextual()) {
            missing.add(name + " has no tag");
        }
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("path")
                    && !parameter.path("required").asBoolean()) {
                missing.add(name + " lets its part " + parameter.path("name").asText() + " be left out");
            }
        });
        contents(operation.path("requestBody"), name + " request", missing);
        boolean refuses = false;
        for (var answer : operation.path("responses").properties()) {
            contents(answer.getValue(), name + " " + answer.getKey(), missing);
            refuses |= answer.getKey().startsWith("4");
        }
        if (!refuses) {
            missing.add(name + " tells no 4xx");
        }
    }

    private static void contents(JsonNode holder, String name, List<String> missing) {
        for (var content : holder.path("content").properties()) {
            boolean json = content.getKey().endsWith("json");
            if (json
                    && !content.getValue().has("example")
                    && !content.getValue().has("examples")) {
                missing.add(name + " " + content.getKey() + " has no example");
            }
            if (json && content.getValue().path("schema").isEmpty()) {
                missing.add(name + " " + content.getKey() + " has no schema");
            }
        }
    }

    @Test
    void onlyThisApplicationIsDescribedAndItsServerIsThisOne() {
        JsonNode document = document();
        assertThat(document.path("servers")).hasSize(1);
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        document.path("paths").fieldNames().forEachRemaining(path -> assertThat(path)
                .startsWith("/api/v1/"));
        assertThat(document.at("/components/securitySchemes/key/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = document();
        Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(document.toString());
        while (references.find()) {
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
        }
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        List<String> ids = document().path("paths").findValuesAsText("operationId");
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everySchemaSaysWhatItHolds() {
        List<String> empty = new ArrayList<>();
        JsonNode document = document();
        document.path("components").path("schemas").properties().forEach(schema -> {
            for (var property : schema.getValue().path("properties").properties()) {
                JsonNode items = property.getValue().path("items");
                if (items.path("type").asText().equals("array") && !items.has("items")) {
                    empty.add(schema.getKey() + "." + property.getKey() + " is a list of lists of nothing");
                }
            }
        });
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                JsonNode schema = operation.getValue().at("/responses/200/content/application~1json/schema");
                JsonNode created = operation.getValue().at("/responses/201/content/application~1json/schema");
                for (JsonNode answer : List.of(schema, created)) {
                    if (answer.isObject()
                            && !answer.has("$ref")
                            && answer.path("properties").isEmpty()) {
                        empty.add(operation.getKey() + " " + path.getKey() + " answers an object of nothing");
                    }
                }
            }
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void schemasForbidNothingThatNobodySaid() {
        assertThat(document().toString())
                .doesNotContain("\"maxProperties\":0")
                .doesNotContain("\"exclusiveMaximum\":false");
    }

    @Test
    void theDocumentComesAsYamlToo() {
        assertThat(Http.anonymous().get("/openapi").body()).contains("title: Opportune");
    }

    @Test
    void thePageThatShowsItNeedsNothingFromElsewhereAndNoInlineScript() {
        Answer page = Http.anonymous().get("/api-docs/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("<script>");
        assertThat(Http.anonymous()
                        .get("/api-docs/swagger-ui/swagger-ui-bundle.js")
                        .status())
                .isEqualTo(200);
        assertThat(Http.anonymous().get("/api-docs/swagger-ui/swagger-ui.css").status())
                .isEqualTo(200);
    }

    private static JsonNode document() {
        Answer answer = Http.anonymous().with("Accept", "application/json").get("/openapi?format=JSON");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }
}

package org.opportune.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;

/** Finishes the OpenAPI document: every operation tells the refusals that all of them share, and schemas say only what somebody said. */
public class OpenApiDocument implements OASFilter {
    private static final List<String> KEYLESS = List.of("/api/v1/about");
    private static final Map<Integer, String> EVERYWHERE = new TreeMap<>(Map.of(
            401, "No key, or one that is unknown, expired or revoked",
            403, "The key's role may not do this"));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        document.getPaths().getPathItems().forEach(OpenApiDocument::finish);
        if (document.getTags() != null) {
            Map<String, Tag> tags = new LinkedHashMap<>();
            document.getTags().forEach(tag -> tags.putIfAbsent(tag.getName(), tag));
            document.setTags(new ArrayList<>(tags.values()));
        }
    }

    private static void finish(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            if (KEYLESS.contains(path)) {
                operation.setSecurity(List.of(OASFactory.createSecurityRequirement()));
                refusal(operation, 406, "Nothing that the Accept header asks for can be sent");
            } else {
                EVERYWHERE.forEach((status, sentence) -> refusal(operation, status, sentence));
            }
            if (operation.getRequestBody() != null) {
                refusal(operation, 400, "Something in the request is wrong; errors says what and where");
                refusal(operation, 413, "The body is too large");
                refusal(operation, 415, "The body's Content-Type is not read here");
            }
            if (path.contains("{")) {
                refusal(operation, 404, "There is nothing of that name");
            }
            describeRefusals(operation.getResponses());
            operation.getResponses().getAPIResponses().values().forEach(answer -> show(answer.getContent()));
            if (operation.getRequestBody() != null) {
                show(operation.getRequestBody().getContent());
            }
        });
    }

    private static void refusal(Operation operation, int status, String sentence) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        APIResponses responses = operation.getResponses();
        String code = String.valueOf(status);
        if (!responses.hasAPIResponse(code)) {
            responses.addAPIResponse(code, OASFactory.createAPIResponse().description(sentence));
        }
    }

    private static void describeRefusals(APIResponses responses) {
        responses.getAPIResponses().forEach((code, response) -> {
            if (code.matches("[45]\\d\\d")) {
                describe(Integer.parseInt(code), response);
            }
        });
    }

    private static void describe(int status, APIResponse response) {
        MediaType problem = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                .example(
                        Problems.body(Problems.of(status, response.getDescription()), "7c9e6679-7425-40de-944b", null));
        response.setContent(OASFactory.createContent().addMediaType(Problems.MEDIA_TYPE, problem));
    }

    /** An annotation can hold an example as text only; in the document it is the JSON that the text says. */
    private static void show(@Nullable Content content) {
        if (content == null) {
            return;
        }
        for (MediaType type : content.getMediaTypes().values()) {
            if (type.getExamples() != null) {
                type.getExamples().values().forEach(example -> example.setValue(json(example.getValue())));
            }
        }
    }

    private static Object json(Object value) {
        if (!(value instanceof String text) || !text.stripLeading().matches("(?s)[\\[{].*")) {
            return value;
        }
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example is not JSON: " + text, e);
        }
    }

    /** A part of an address cannot be left out, which OpenAPI wants to be said and JAX-RS does not say. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getIn() == Parameter.In.PATH) {
            parameter.setRequired(true);
        }
        return parameter;
    }

    /** Payara writes down the default of everything that {@code @Schema} could say, and some of them forbid every value. */
    @Override
    public Schema filterSchema(Schema schema) {
        if (Boolean.FALSE.equals(schema.getExclusiveMaximum())) {
            schema.setExclusiveMaximum(null);
        }
        if (Boolean.FALSE.equals(schema.getExclusiveMinimum())) {
            schema.setExclusiveMinimum(null);
        }
        if (Boolean.FALSE.equals(schema.getUniqueItems())) {
            schema.setUniqueItems(null);
        }
        if (Boolean.FALSE.equals(schema.getNullable())) {
            schema.setNullable(null);
        }
        if (Boolean.FALSE.equals(schema.getReadOnly())) {
            schema.setReadOnly(null);
        }
        if (Boolean.FALSE.equals(schema.getWriteOnly())) {
            schema.setWriteOnly(null);
        }
        if (Boolean.FALSE.equals(schema.getDeprecated())) {
            schema.setDeprecated(null);
        }
        schema.setMinLength(positive(schema.getMinLength()));
        schema.setMaxLength(positive(schema.getMaxLength()));
        schema.setMinProperties(positive(schema.getMinProperties()));
        schema.setMaxProperties(positive(schema.getMaxProperties()));
        schema.setMinItems(positive(schema.getMinItems()));
        schema.setMaxItems(positive(schema.getMaxItems()));
        return schema;
    }

    @SuppressWarnings("NullAway")
    private static Integer positive(Integer number) {
        return number == null || number <= 0 || number == Integer.MAX_VALUE ? null : number;
    }
}

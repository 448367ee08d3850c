package org.opportune.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;

/** Reads a JSON body with {@link Json#MAPPER}. Whatever is wrong with it is a 400 that says where; the value is never null. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class JsonReader implements MessageBodyReader<Object> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return JsonTypes.speaks(mediaType) && !JsonTypes.isRaw(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new Problem(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "JSON is read as UTF-8 only; send Content-Type: application/json",
                    List.of());
        }
        return read(decode(bytes(body)), Json.MAPPER.constructType(generic));
    }

    static Object read(String text, JavaType type) {
        if (text.isBlank()) {
            throw Problem.invalid("", "the body is empty; send JSON");
        }
        ObjectReader reader = Json.MAPPER.readerFor(type);
        try {
            Object value = reader.readValue(text);
            if (value == null) {
                throw Problem.invalid("", "expected " + JsonMistakes.expected(type) + ", got null");
            }
            return value;
        } catch (JsonProcessingException e) {
            JsonMistakes.refuseNumbers(text);
            throw JsonMistakes.problem(text, e);
        } catch (NumberFormatException e) {
            JsonMistakes.refuseNumbers(text);
            throw e;
        }
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new Problem(
                    400,
                    "unreadable-body",
                    "The body could not be read",
                    "The body ended before it was complete, or its transfer encoding is broken; send it again",
                    List.of());
        }
    }

    static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = decoder.decode(in).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problem.invalid(
                    "",
                    "the body is not UTF-8: byte " + (in.position() + 1) + " does not begin or continue a character");
        }
    }
}

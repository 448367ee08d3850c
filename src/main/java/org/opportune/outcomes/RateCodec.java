package org.opportune.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.opportune.kernel.Json;
import org.opportune.learning.Cell;
import org.opportune.learning.LearnedRates;
import org.opportune.learning.Rate;

/** A table of rates as the database keeps it: deflated JSON, in which every number comes back to the last bit. */
final class RateCodec {
    private RateCodec() {}

    static byte[] pack(LearnedRates rates) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode cells = root.putArray("cells");
        rates.cells().forEach((cell, rate) -> cells.addArray()
                .add(cell.offer())
                .add(cell.stage())
                .add(cell.channel())
                .add(rate.alpha())
                .add(rate.beta()));
        ArrayNode campaigns = root.putArray("campaigns");
        rates.campaigns()
                .forEach((campaign, rate) ->
                        campaigns.addArray().add(campaign).add(rate.alpha()).add(rate.beta()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(Json.bytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static LearnedRates unpack(long number, Instant at, byte[] packed) {
        JsonNode root;
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            root = Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the table of rates cannot be read", e);
        }
        SortedMap<Cell, Rate> cells = new TreeMap<>();
        for (JsonNode each : root.path("cells")) {
            cells.put(
                    new Cell(
                            each.path(0).asText(),
                            each.path(1).asText(),
                            each.path(2).asText()),
                    rate(each, 3));
        }
        SortedMap<String, Rate> campaigns = new TreeMap<>();
        for (JsonNode each : root.path("campaigns")) {
            campaigns.put(each.path(0).asText(), rate(each, 1));
        }
        return new LearnedRates(number, at, cells, campaigns);
    }

    private static Rate rate(JsonNode row, int from) {
        return new Rate(row.path(from).doubleValue(), row.path(from + 1).doubleValue());
    }
}

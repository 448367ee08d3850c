package org.opportune.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Identity;
import org.opportune.profile.Profiles;

/** The names of customers, as they are when something of them is sent. */
final class Names {
    private final CustomerData customers;
    private final Profiles profiles;
    private final Ledger ledger;

    Names(DataSource source, Profiles profiles, Ledger ledger) {
        this.customers = new CustomerData(source);
        this.profiles = profiles;
        this.ledger = ledger;
    }

    /**
     * Of whom a decision was made for, or who moved; none of somebody who was erased.
     *
     * @param customer as the ledger says: a key; below zero, somebody who had none then
     * @param decision null when it was none
     */
    List<Identity> of(long customer, @Nullable UUID decision) {
        if (customer > 0) {
            return customers.names(customer);
        }
        if (customer == 0 || decision == null) {
            return List.of();
        }
        List<Identity> asked = asked(decision);
        List<Identity> all = new ArrayList<>();
        for (Identity name : asked) {
            for (Identity each : profiles.known(name).names()) {
                if (!all.contains(each)) {
                    all.add(each);
                }
            }
            if (profiles.known(name).key() != 0) {
                return all; // who they became; a weaker name may be somebody else's now
            }
        }
        return all;
    }

    /** By which names it was asked for. */
    private List<Identity> asked(UUID decision) {
        List<Identity> names = new ArrayList<>();
        try {
            JsonNode customer =
                    Json.MAPPER.readTree(ledger.find(decision)).path("request").path("customer");
            for (JsonNode each : customer.isObject() ? List.of(customer) : customer) {
                names.add(new Identity(
                        each.path("namespace").asText(), each.path("id").asText()));
            }
        } catch (Problem e) {
            if (e.status() == 503) {
                throw e;
            }
            return List.of(); // erased, or no longer kept
        } catch (IOException e) {
            throw new IllegalStateException("a record is not JSON", e);
        }
        return names;
    }
}

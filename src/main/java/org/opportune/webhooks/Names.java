package org.opportune.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Identity;
import org.opportune.profile.IdentityReader;
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
        Set<Identity> all = new LinkedHashSet<>();
        for (Identity name : asked(decision)) {
            Profiles.Known known = profiles.known(name);
            all.addAll(known.names());
            if (known.key() != 0) {
                break; // who they became; a weaker name may be somebody else's now
            }
        }
        return List.copyOf(all);
    }

    /** By which names it was asked for. */
    private List<Identity> asked(UUID decision) {
        try {
            JsonNode request = Json.MAPPER.readTree(ledger.find(decision)).path("request");
            return IdentityReader.read(request.get("customer"), "customer", "/customer", new Findings());
        } catch (Problem e) {
            if (e.status() == 503) {
                throw e;
            }
            return List.of(); // erased, or no longer kept
        } catch (IOException e) {
            throw new IllegalStateException("a record is not JSON", e);
        }
    }
}

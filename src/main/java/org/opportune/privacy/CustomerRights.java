package org.opportune.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.opportune.attribution.JdbcAttribution;
import org.opportune.decision.Retries;
import org.opportune.jdbc.Transactions;
import org.opportune.journal.Journal;
import org.opportune.journal.Shipper;
import org.opportune.kernel.Json;
import org.opportune.kernel.Problem;
import org.opportune.ledger.Ledger;
import org.opportune.outcomes.OutcomeIntake;
import org.opportune.profile.CustomerData;
import org.opportune.profile.Identity;
import org.opportune.profile.Profiles;
import org.opportune.reservation.Owners;
import org.opportune.reservation.Reservations;
import org.opportune.webhooks.JdbcWebhooks;

/** Gives out, and erases, all that is held of one customer: in the database, the journal and memory. */
public final class CustomerRights {
    private final CustomerData data;
    private final Profiles profiles;
    private final Ledger ledger;
    private final OutcomeIntake outcomes;
    private final JdbcAttribution attribution;
    private final JdbcWebhooks webhooks;
    private final Reservations reservations;
    private final Journal journal;
    private final Shipper shipper;
    private final Retries retries;
    private final List<CustomerData.Also> others;
    private final Transactions transactions;
    private final Clock clock;

    /**
     * With every place that holds something of a customer.
     *
     * @param others who hold rows that go with the customer's own
     */
    public CustomerRights(
            DataSource source,
            Profiles profiles,
            Ledger ledger,
            OutcomeIntake outcomes,
            JdbcWebhooks webhooks,
            Reservations reservations,
            Journal journal,
            Shipper shipper,
            Retries retries,
            List<CustomerData.Also> others,
            Clock clock) {
        this.data = new CustomerData(source);
        this.profiles = profiles;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.attribution = new JdbcAttribution(source);
        this.webhooks = webhooks;
        this.reservations = reservations;
        this.journal = journal;
        this.shipper = shipper;
        this.retries = retries;
        this.others = List.copyOf(others);
        this.transactions = new Transactions(source);
        this.clock = clock;
    }

    /**
     * Whom a name means.
     *
     * @param key 0 when they are no customer, but may be a visitor who was decided for
     * @param owners by whom their decisions are kept
     */
    record Person(Identity name, long key, List<Identity> identities, Set<Long> owners) {}

    /** Throws a 404 problem when nothing is held of anybody of that name. */
    Person person(Identity name) {
        shipper.ship(); // what waits is theirs too
        Profiles.Known known = profiles.known(name);
        Set<Long> owners = ledger.owners(name);
        if (known.key() == 0 && !ledger.hasOf(owners)) {
            throw Problem.notFound("nothing is held of anybody of this name");
        }
        return new Person(name, known.key(), known.names(), owners);
    }

    /** Writes all of it as one JSON object, however much it is. */
    void write(Person person, OutputStream out) {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("at", clock.instant().toString());
            json.writePOJOField("identities", person.identities());
            json.writeFieldName("attributes");
            json.writeTree(data.attributes(person.key()));
            json.writePOJOField("consents", data.consents(person.key()));
            json.writePOJOField("stages", data.stages(person.key()));
            json.writeArrayFieldStart("events");
            data.events(person.key(), event -> tree(json, event));
            json.writeEndArray();
            json.writeArrayFieldStart("decisions");
            ledger.forEachOf(person.owners(), record -> tree(json, record));
            json.writeEndArray();
            json.writePOJOField("outcomes", outcomes.of(person.owners()));
            json.writePOJOField("experiments", ledger.participations(person.key(), person.owners()));
            json.writePOJOField("deliveries", webhooks.of(person.owners()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tree(JsonGenerator json, Object value) {
        try {
            json.writePOJO(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Erases all of it. What is sealed in the journal's files cannot be read any more by anybody, nor what is in partitions and backups of the ledger.
     *
     * @param who asked for it
     */
    void erase(Person person, String who, String why) {
        journal.renewKey();
        shipper.ship(); // with what came since, so that the old key is gone
        CustomerData.Erased erased = data.erase(person.name(), (connection, known) -> {
            ledger.erase(connection, known);
            for (CustomerData.Also other : others) {
                other.erase(connection, known);
            }
        });
        Set<Long> owners = Owners.of(erased.known());
        outcomes.erase(owners);
        attribution.erase(owners);
        webhooks.erase(owners);
        reservations.forget(owners);
        profiles.forget(erased.known().key(), erased.known().names());
        retries.forget();
        transactions.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into erasures (at, who, why, events) values (?, ?, ?, ?)")) {
                statement.setLong(1, clock.millis());
                statement.setString(2, who);
                statement.setString(3, why);
                statement.setLong(4, erased.events());
                return statement.executeUpdate();
            }
        });
    }
}

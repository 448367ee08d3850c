package org.opportune.wiring;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * The connections of reports, so that none takes the last one of a decision, an event or a shipment. Each reads as of one moment, and a statement that takes
 * too long is ended. None is opened before a report is asked for.
 */
@DataSourceDefinition(
        name = ReportsSource.NAME,
        className = "org.mariadb.jdbc.MariaDbDataSource",
        url = "${MPCONFIG=opportune.reports.url}",
        user = "${MPCONFIG=opportune.db.user}",
        password = "${MPCONFIG=opportune.db.password}",
        isolationLevel = java.sql.Connection.TRANSACTION_REPEATABLE_READ,
        initialPoolSize = 0,
        minPoolSize = 0,
        maxPoolSize = 4,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.MySQLConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=5",
            "fish.payara.statement-timeout-in-seconds=30"
        })
@Singleton
public class ReportsSource {
    public static final String NAME = "java:app/jdbc/opportune-reports";
}

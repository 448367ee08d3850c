package org.opportune.wiring;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * The pool of database connections. Its URL, user and password are settings, read when the WAR is deployed; the URL says
 * how the driver behaves. Connections are READ COMMITTED: rows are locked one by one, and no gap locks stand in the way.
 */
@DataSourceDefinition(
        name = DatabaseSource.NAME,
        className = "org.mariadb.jdbc.MariaDbDataSource",
        url = "${MPCONFIG=opportune.db.url}",
        user = "${MPCONFIG=opportune.db.user}",
        password = "${MPCONFIG=opportune.db.password}",
        isolationLevel = java.sql.Connection.TRANSACTION_READ_COMMITTED,
        initialPoolSize = 2,
        minPoolSize = 2,
        maxPoolSize = 16,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.MySQLConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=5"
        })
@Singleton
public class DatabaseSource {
    public static final String NAME = "java:app/jdbc/opportune";
}

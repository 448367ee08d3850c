-- What is held for each offer that was answered, and what became of it. Times are milliseconds since 1970; null where it has not happened. Decisions
-- from before it hold nothing.
alter table decision_offer
    add column customer_key bigint         not null default 0,
    add column channel      varchar(60)    character set ascii collate ascii_bin not null default '',
    add column expires_at   bigint         not null default 0,
    add column cost         decimal(19, 4) not null default 0,
    add column seen_at      bigint,
    add column accepted_at  bigint,
    add column declined_at  bigint,
    add column converted_at bigint,
    add key decision_offer_customer (customer_key, at);

-- What acceptances of an offer cost, in its currency, by the day of the decision in the rulebook's time zone. It outlives the decisions.
create table offer_spending (
    offer varchar(60)    character set ascii collate ascii_bin not null,
    day   date           not null,
    spent decimal(19, 4) not null,
    primary key (offer, day)
);

-- What customers did with what they were answered. id: SHA-256 of the decision, the offer, the kind and the sender's own id, cut to 16 bytes, so that it is
-- kept once. decided_at: the time of the decision, by which the months are. over_cap and over_budget: it came too late, and was too much.
create table outcome (
    id           binary(16)     not null,
    decided_at   bigint         not null,
    decision     binary(16)     not null,
    offer        varchar(60)    character set ascii collate ascii_bin not null,
    kind         varchar(12)    character set ascii collate ascii_bin not null,
    at           bigint         not null,
    received_at  bigint         not null,
    customer_key bigint         not null,
    who          varchar(40)    character set ascii collate ascii_bin not null,
    reason       varchar(60)    character set ascii collate ascii_bin,
    amount       decimal(19, 4),
    currency     char(3)        character set ascii collate ascii_bin,
    over_cap     boolean        not null,
    over_budget  boolean        not null,
    primary key (id, decided_at),
    key outcome_decision (decision),
    key outcome_customer (customer_key, decided_at),
    key outcome_time (at)
) partition by range (decided_at) (partition rest values less than maxvalue);

-- Customers whose orders are to be attributed anew, by the key under which something of theirs was stored, from the instant on from which it may change (milliseconds since 1970, UTC).
create table attribution_due (
    customer_key bigint not null,
    since        bigint not null,
    primary key (customer_key)
);

-- By which terms orders were attributed last; when others decide, all are attributed anew.
create table attribution_terms (
    one   tinyint      not null,
    terms varchar(300) character set ascii collate ascii_bin not null,
    primary key (one)
);

-- What decisions are credited with of each order: shares of an order add up to 1. worth: in base currency.
create table attribution (
    customer_key bigint         not null,
    order_at     bigint         not null,
    event_hash   binary(16)     not null,
    decision     binary(16)     not null,
    offer        varchar(60)    character set ascii collate ascii_bin not null,
    share        decimal(9, 8)  not null,
    worth        decimal(19, 4) not null,
    primary key (customer_key, order_at, event_hash, decision, offer),
    key attribution_time (order_at)
);

alter table offer_day
    add column orders      decimal(19, 8) not null default 0,
    add column order_value decimal(23, 4) not null default 0;

alter table offer_trait_day
    add column orders      decimal(19, 8) not null default 0,
    add column order_value decimal(23, 4) not null default 0;

-- Decisions were made for a visitor under the name that they were first known by.
alter table customer add key customer_unit (unit);

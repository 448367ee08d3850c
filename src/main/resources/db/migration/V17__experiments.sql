-- By which lots are drawn for a customer: a digest of the name that they were first known by (Identity.unit), so that it is the same before and after they are stored. Null for those who were stored before there
-- were experiments: their key stands for it.
alter table customer add column unit bigint;

-- Which unit became which, when a visitor turned out to be a customer; to_unit is always one that did not become another.
create table experiment_unit (
    from_unit bigint not null,
    to_unit   bigint not null,
    primary key (from_unit),
    key experiment_unit_to (to_unit)
);

-- A row a customer and experiment, from their first decision in it on. Instants are milliseconds since 1970 (UTC); what happens from first_at on and before until_at counts. goal: the type of event that counts, empty
-- for conversions of what was answered. value: in the base currency. Of an erased customer unit is a random number, and the instants are those of the beginning of their days.
create table experiment_customer (
    experiment  varchar(60)    character set ascii collate ascii_bin not null,
    unit        bigint         not null,
    arm         varchar(60)    character set ascii collate ascii_bin not null,
    goal        varchar(60)    character set ascii collate ascii_bin not null,
    first_at    bigint         not null,
    until_at    bigint         not null,
    conversions int            not null default 0,
    value       decimal(19, 4) not null default 0,
    primary key (experiment, unit),
    key experiment_customer_unit (unit)
);

-- Whose outcomes they are, for experiments; null where the customer took part in none.
alter table decision_offer add column unit bigint;

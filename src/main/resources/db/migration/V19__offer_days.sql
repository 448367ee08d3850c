-- The day of the decision in the rulebook's time zone; null for decisions from before it, which no report of offers counts.
alter table decision_offer add column day date;

-- What came of offers, by day: kept by the transactions that store decisions and outcomes, so that it is exact, and it outlives both. Each counts a decision and
-- offer once, but conversions, of which there may be several, and their value in base currency.
create table offer_day (
    day          date        not null,
    offer        varchar(60) character set ascii collate ascii_bin not null,
    placement    varchar(60) character set ascii collate ascii_bin not null,
    channel      varchar(60) character set ascii collate ascii_bin not null,
    stage        varchar(60) character set ascii collate ascii_bin not null,
    release_hash char(64)    character set ascii collate ascii_bin not null,
    answered     bigint         not null default 0,
    impressions  bigint         not null default 0,
    clicks       bigint         not null default 0,
    accepts      bigint         not null default 0,
    declines     bigint         not null default 0,
    conversions  bigint         not null default 0,
    value        decimal(23, 4) not null default 0,
    primary key (day, offer, placement, channel, stage, release_hash)
);

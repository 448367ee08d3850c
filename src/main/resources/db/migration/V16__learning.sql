-- What customers did with each offer that was answered, and until when a response is awaited. clicked_at: as seen_at. response: null before anything is told,
-- 0 while one is awaited, 1 when there was a success in time; both are counted when that time is over, and then it is 2 when there was none, 3 for a success.
alter table decision_offer
    add column clicked_at bigint,
    add column respond_by bigint,
    add column response   tinyint,
    add key decision_offer_response (response, respond_by);

-- How often offers were shown and were a success, by the day of the decision (UTC), of what is settled. It outlives the decisions.
create table offer_response (
    day       date        not null,
    offer     varchar(60) character set ascii collate ascii_bin not null,
    stage     varchar(60) character set ascii collate ascii_bin not null,
    channel   varchar(60) character set ascii collate ascii_bin not null,
    trials    bigint      not null,
    successes bigint      not null,
    primary key (day, offer, stage, channel)
);

-- Tables of learned rates, which never change. trials and successes: of all that was settled when it was made. rates: deflated JSON.
create table learned_rates (
    number    bigint     not null,
    at        bigint     not null,
    trials    bigint     not null,
    successes bigint     not null,
    rates     mediumblob not null,
    primary key (number),
    key learned_rates_time (at)
);

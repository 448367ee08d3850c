-- Customers whose figures are to be made anew from their events: put here by the transactions that store events and merge.
create table figures_due (
    customer_key bigint not null,
    primary key (customer_key)
);

-- By which declarations the figures are made (a digest of them), when they last changed, and until when a server has the work to itself; in milliseconds
-- since 1970 (UTC).
create table figures_work (
    id            tinyint  not null,
    declared      char(64) character set ascii collate ascii_bin not null,
    changed_at    bigint   not null,
    claimed_until bigint   not null,
    primary key (id)
);

insert into figures_work (id, declared, changed_at, claimed_until) values (1, '', 0, 0);

-- What reports of customers are summed from: each row from the events of its customer alone, in days of the rulebook's time zone. value: in base currency.
create table purchase_day (
    customer_key bigint         not null,
    day          date           not null,
    purchases    int            not null,
    value        decimal(19, 4) not null,
    primary key (customer_key, day)
);

-- survey: nps or csat. channel: empty where none is told.
create table survey_day (
    customer_key bigint      not null,
    survey       varchar(10) character set ascii collate ascii_bin not null,
    day          date        not null,
    channel      varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin not null,
    score        int         not null,
    answers      int         not null,
    primary key (customer_key, survey, day, channel, score),
    key survey_day_time (survey, day, channel, score, answers)
);

create table referral_day (
    customer_key bigint not null,
    day          date   not null,
    referrals    int    not null,
    converted    int    not null,
    primary key (customer_key, day),
    key referral_day_time (day, customer_key, referrals, converted)
);

-- What was counted of all customers, whenever it was last; at and took in milliseconds. lifetime: the models, as JSON.
create table customer_count (
    id       tinyint    not null,
    at       bigint     not null,
    took     bigint     not null,
    today    date       not null,
    currency char(3)    character set ascii collate ascii_bin not null,
    lifetime mediumtext not null,
    primary key (id)
);

-- How many of those whose first purchase was in the period that begins then bought in the period so many later. every: week or month.
create table retention (
    every     varchar(5) character set ascii collate ascii_bin not null,
    cohort    date   not null,
    age       int    not null,
    customers bigint not null,
    primary key (every, cohort, age)
);

-- What those whose first purchase was in that month have bought, and are expected to buy.
create table lifetime_cohort (
    cohort    date           not null,
    customers bigint         not null,
    purchases bigint         not null,
    value     decimal(23, 4) not null,
    alive     double         null,
    primary key (cohort)
);

-- Within so many weeks from the day of the count.
create table lifetime_expected (
    cohort    date   not null,
    weeks     int    not null,
    purchases double not null,
    value     double not null,
    primary key (cohort, weeks)
);

-- How many customers had so many points of a score (most: null when it has no end), by their stage, when the sweep last placed everybody; at in milliseconds
-- since 1970 (UTC).
create table score_count (
    score     varchar(60) character set ascii collate ascii_bin not null,
    stage     varchar(60) character set ascii collate ascii_bin not null,
    least     int    not null,
    most      int    null,
    level     varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin null,
    customers bigint not null,
    at        bigint not null,
    primary key (score, stage, least)
);

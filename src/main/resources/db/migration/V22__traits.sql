-- What figures tell decisions apart by, beside their columns: each set of traits once, its id the first 64 bits of its SHA-256.
create table trait_set (
    id        bigint       not null,
    dimension varchar(60)  character set ascii collate ascii_bin not null,
    value     varchar(190) character set utf8mb4 collate utf8mb4_bin not null,
    primary key (id, dimension, value)
);

-- Null for decisions without traits, and for those from before them.
alter table decision add column trait_set bigint;

-- As offer_day, by one dimension at a time: each trait of the decisions, their channel, placement, stage and release, and all together (whose dimension and value are empty). A decision counts in each of its traits.
create table offer_trait_day (
    dimension    varchar(60)  character set ascii collate ascii_bin not null,
    day          date         not null,
    value        varchar(190) character set utf8mb4 collate utf8mb4_bin not null,
    offer        varchar(60)  character set ascii collate ascii_bin not null,
    answered     bigint         not null default 0,
    impressions  bigint         not null default 0,
    clicks       bigint         not null default 0,
    accepts      bigint         not null default 0,
    declines     bigint         not null default 0,
    conversions  bigint         not null default 0,
    worth        decimal(23, 4) not null default 0,
    primary key (dimension, day, value, offer)
);

-- Offers that decisions held back, by reason: in how many decisions, in how many for this reason alone, and the value forgone by the latter, in base currency.
create table offer_reason_day (
    day     date           not null,
    reason  varchar(60)    character set ascii collate ascii_bin not null,
    offer   varchar(60)    character set ascii collate ascii_bin not null,
    channel varchar(60)    character set ascii collate ascii_bin not null,
    held    bigint         not null,
    alone   bigint         not null,
    forgone decimal(23, 4) not null,
    primary key (day, reason, offer, channel)
);

-- What was counted before there were traits.
insert into offer_trait_day select '', day, '', offer, sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions), sum(value)
    from offer_day group by offer_day.day, offer_day.offer;
insert into offer_trait_day select 'channel', day, channel, offer, sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions), sum(value)
    from offer_day group by offer_day.day, offer_day.channel, offer_day.offer;
insert into offer_trait_day select 'placement', day, placement, offer, sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions), sum(value)
    from offer_day group by offer_day.day, offer_day.placement, offer_day.offer;
insert into offer_trait_day select 'stage', day, stage, offer, sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions), sum(value)
    from offer_day group by offer_day.day, offer_day.stage, offer_day.offer;
insert into offer_trait_day select 'release', day, release_hash, offer, sum(answered), sum(impressions), sum(clicks), sum(accepts), sum(declines), sum(conversions), sum(value)
    from offer_day group by offer_day.day, offer_day.release_hash, offer_day.offer;

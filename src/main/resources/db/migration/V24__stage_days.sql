-- Moves between stages by day: kept by the transactions that record them, and it outlives what it counts. from_stage is empty for those who were in none before, to_stage for those who are gone. stayed: the sum of how long they had
-- been in the stage that they left, in milliseconds.
create table stage_day (
    day        date        not null,
    from_stage varchar(60) character set ascii collate ascii_bin not null,
    to_stage   varchar(60) character set ascii collate ascii_bin not null,
    customers  bigint      not null,
    stayed     bigint      not null,
    primary key (day, from_stage, to_stage)
);

-- What was recorded before, by days of UTC.
insert into stage_day
    select date_add('1970-01-01', interval since div 86400000 day) as day, coalesce(from_stage, ''), stage, count(*), coalesce(sum(since - from_since), 0)
    from (select since, stage, lag(stage) over (partition by customer_key order by since) as from_stage,
                 lag(since) over (partition by customer_key order by since) as from_since
          from stage_spell) moves
    group by 1, 2, 3;

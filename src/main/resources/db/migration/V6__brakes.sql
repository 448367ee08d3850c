-- The brake: what is paused outside releases, and what was. kind: OFFER, CAMPAIGN.

-- What is paused now. A row comes with a pause and goes with a resumption.
create table brakes (
    kind  varchar(20) character set ascii collate ascii_bin not null,
    id    varchar(60) character set ascii collate ascii_bin not null,
    since datetime(6) not null,
    who   varchar(40) character set ascii collate ascii_bin not null,
    why   varchar(1000) not null,
    primary key (kind, id)
);

-- Who paused or resumed what, when and why. Rows are added and never changed. step: PAUSE, RESUME.
create table brake_history (
    number bigint not null auto_increment,
    at     datetime(6) not null,
    step   varchar(20) character set ascii collate ascii_bin not null,
    kind   varchar(20) character set ascii collate ascii_bin not null,
    id     varchar(60) character set ascii collate ascii_bin not null,
    who    varchar(40) character set ascii collate ascii_bin not null,
    why    varchar(1000) not null,
    primary key (number)
);

-- How far the demo shop is loaded. One row: a load that was cut off goes on with the same seed and anchor day, so that nothing is told twice.
create table demo_load (
    id          tinyint not null,
    seed        bigint not null,
    anchor      char(10) character set ascii collate ascii_bin not null,
    customers   int not null,
    loaded      int not null,
    finished_at bigint,
    primary key (id)
);

-- Imports of files: what was asked for, how far it is, and what came of it. The files themselves lie in the data folder of the server that took them.
create table imports (
    id          bigint not null auto_increment,
    name        varchar(60) character set ascii collate ascii_bin not null,
    mapping_as  varchar(200) not null,
    mapping     mediumtext not null,
    file_hash   char(64) character set ascii collate ascii_bin,
    state       varchar(20) character set ascii collate ascii_bin not null,
    checkpoint  text not null,
    totals      mediumtext not null,
    findings    mediumtext not null,
    created_by  varchar(40) character set ascii collate ascii_bin not null,
    created_at  datetime(6) not null,
    started_at  datetime(6),
    finished_at datetime(6),
    primary key (id)
);

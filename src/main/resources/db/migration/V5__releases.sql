-- Rulebooks: drafts, releases, and which release decided since when. Nothing here but drafts is ever changed, and nothing but the files of drafts is deleted.

-- A file by the SHA-256 of its content, once, whichever drafts and releases have it.
create table rule_files (
    hash    char(64) character set ascii collate ascii_bin not null,
    content mediumblob not null,
    primary key (hash)
);

-- A sealed folder, named by the SHA-256 of its manifest, which lists its files and their hashes.
create table releases (
    hash       char(64) character set ascii collate ascii_bin not null,
    manifest   mediumtext character set utf8mb4 collate utf8mb4_bin not null,
    title      varchar(200) not null,
    draft      bigint,
    created_by varchar(40) character set ascii collate ascii_bin not null,
    created_at datetime(6) not null,
    primary key (hash)
);

-- What somebody works on. version counts every change and every step; release_hash is what the last check sealed, while nothing was changed since.
create table drafts (
    id           bigint not null auto_increment,
    title        varchar(200) not null,
    base         char(64) character set ascii collate ascii_bin,
    state        varchar(20) character set ascii collate ascii_bin not null,
    version      int not null,
    release_hash char(64) character set ascii collate ascii_bin,
    publish_at   datetime(6),
    publish_zone varchar(60) character set ascii collate ascii_bin,
    check_result mediumtext,
    created_by   varchar(40) character set ascii collate ascii_bin not null,
    created_at   datetime(6) not null,
    changed_at   datetime(6) not null,
    primary key (id),
    key drafts_state (state, publish_at)
);

create table draft_files (
    draft bigint not null,
    path  varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null,
    hash  char(64) character set ascii collate ascii_bin not null,
    bytes int not null,
    primary key (draft, path),
    constraint draft_files_of_drafts foreign key (draft) references drafts (id),
    constraint draft_files_of_files foreign key (hash) references rule_files (hash)
);

-- Who did what to a draft, when and why. Rows are added and never changed.
create table draft_history (
    id           bigint not null auto_increment,
    draft        bigint not null,
    version      int not null,
    at           datetime(6) not null,
    who          varchar(40) character set ascii collate ascii_bin not null,
    step         varchar(20) character set ascii collate ascii_bin not null,
    state        varchar(20) character set ascii collate ascii_bin not null,
    release_hash char(64) character set ascii collate ascii_bin,
    why          varchar(1000) not null,
    primary key (id),
    key draft_history_draft (draft, id),
    constraint draft_history_of_drafts foreign key (draft) references drafts (id)
);

-- Which release decided from when on; the last one decides now. Rows are added and never changed. cause: seed, publish, rollback.
create table publications (
    id           bigint not null auto_increment,
    release_hash char(64) character set ascii collate ascii_bin not null,
    at           datetime(6) not null,
    who          varchar(40) character set ascii collate ascii_bin not null,
    why          varchar(1000) not null,
    cause        varchar(20) character set ascii collate ascii_bin not null,
    primary key (id),
    constraint publications_of_releases foreign key (release_hash) references releases (hash)
);

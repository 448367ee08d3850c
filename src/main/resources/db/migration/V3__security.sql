-- Who may use the API. Names are never given twice, because the ledger and the audit refer to them.
create table principals (
    name       varchar(40) character set ascii collate ascii_bin not null,
    role       varchar(20) character set ascii collate ascii_bin not null,
    created_at datetime(6) not null,
    removed_at datetime(6),
    primary key (name)
);

-- Keys as the SHA-256, in hexadecimal, of their text, which holds 32 random bytes; the key itself is shown once and kept nowhere.
create table api_keys (
    id           bigint not null auto_increment,
    principal    varchar(40) character set ascii collate ascii_bin not null,
    hash         char(64) character set ascii collate ascii_bin not null,
    label        varchar(100) not null,
    created_at   datetime(6) not null,
    expires_at   datetime(6),
    revoked_at   datetime(6),
    last_used_at datetime(6),
    primary key (id),
    unique key api_keys_hash (hash),
    key api_keys_principal (principal),
    constraint api_keys_of_principals foreign key (principal) references principals (name)
);

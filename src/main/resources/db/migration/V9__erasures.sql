-- That the data of a customer was erased: when, by whom and why; of the customer nothing. Rows are added and never changed.
create table erasures (
    id       bigint not null auto_increment,
    at       bigint not null,
    who      varchar(40) character set ascii collate ascii_bin not null,
    why      varchar(1000) not null,
    events   bigint not null,
    primary key (id)
);

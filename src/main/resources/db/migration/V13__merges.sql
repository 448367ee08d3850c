-- Which visitor became which customer. What is kept of decisions stays under the visitor's key, and is found by it; a customer who was merged into another
-- takes those merged into them along, so that to_key is always a customer's. at is in milliseconds since 1970 (UTC).
create table customer_merge (
    from_key bigint not null,
    to_key   bigint not null,
    at       bigint not null,
    primary key (from_key),
    key customer_merge_to (to_key)
);

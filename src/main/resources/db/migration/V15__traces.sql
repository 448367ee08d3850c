-- When what the database's files still had of it was overwritten; null where that is not done, or not yet.
alter table erasures add column left_files_at bigint;

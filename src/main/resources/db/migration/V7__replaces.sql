-- What a scheduled draft takes the place of, when that is not the release it was begun from; said by who scheduled it.
alter table drafts add column publish_replaces char(64) character set ascii collate ascii_bin after publish_zone;

-- The narrow index of 0007 began with the identifier itself, so SQLite took it for joins that the primary key serves,
-- and walked every post where it should walk a short queue. Written as an expression, only search asks for it.
drop index post_place;
create index post_place on post ((id + 0), thread, created_at, deleted_at);

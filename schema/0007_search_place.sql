-- Search reads where each match stands (its thread, its date, whether it is deleted) for hundreds of posts at a time:
-- from this index alone, without their wide rows.
create index post_place on post (id, thread, created_at, deleted_at);

-- The tags of a thread are marks in the index now: every post is folded again.
insert into search_pending (post, queued_at) select id, 1 from post where 1 = 1
on conflict (post) do update set queued_at = excluded.queued_at;

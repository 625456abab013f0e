-- What was sent in and waits to be let through. Nothing of it stands where readers are until then.
create table contribution (
  id bigint not null primary key,
  kind bigint not null,                    -- community::ContributionKind
  author bigint not null references member (id),
  space bigint not null references space (id),
  thread bigint references thread (id),    -- that it answers; null for a new one
  post bigint references post (id),        -- that it answers or comments on
  title text not null default '',
  body text not null,
  tags text not null default '',           -- separated by commas
  language text not null,                  -- the author's, for words too short to tell
  sent_at bigint not null,
  decision bigint not null default 0,      -- community::Decision
  decided_at bigint,
  decided_by bigint references member (id),
  reason text not null default '',         -- why it was turned down, as the author reads it
  published bigint                         -- the post or comment it became
);
create index contribution_waiting on contribution (space, id) where decision = 0;
create index contribution_by_author on contribution (author, id);

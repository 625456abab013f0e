-- Words of members that were flagged, or that somebody who keeps order hid or changed, and what was decided on them.
create table moderation_case (
  id bigint not null primary key,
  object_kind bigint not null,             -- community::ObjectKind: a post or a comment
  object bigint not null,
  post bigint not null references post (id),  -- the post itself, or the one commented on
  author bigint not null references member (id),
  opened_at bigint not null,
  flags bigint not null default 0,
  decision bigint not null default 0,      -- community::CaseDecision
  decided_at bigint,
  decided_by bigint references member (id),
  ground bigint not null default 0,        -- community::Ground
  reason text not null default ''          -- in words, as the author reads it
);
create unique index moderation_case_open on moderation_case (object_kind, object) where decision = 0;
create index moderation_case_waiting on moderation_case (id) where decision = 0;
create index moderation_case_by_object on moderation_case (object_kind, object, id);
create index moderation_case_by_author on moderation_case (author, id);
create index moderation_case_by_decider on moderation_case (decided_by, decided_at);

create table flag (                        -- who asked for a look, once for each post or comment
  id bigint not null primary key,
  moderation_case bigint not null references moderation_case (id),
  member bigint not null references member (id),
  object_kind bigint not null,
  object bigint not null,
  ground bigint not null,                  -- community::Ground
  words text not null default '',
  flagged_at bigint not null,
  unique (object_kind, object, member)
);
create index flag_by_case on flag (moderation_case, id);
create index flag_by_member on flag (member, id);

alter table contribution add column ground bigint not null default 0;  -- community::Ground: why it was turned down
create index contribution_by_decider on contribution (decided_by, decided_at);

-- What follows for members: sanctions and appeals, what staff note of them, and the way through what staff did.
create table sanction (
  id bigint not null primary key,
  member bigint not null references member (id),
  kind bigint not null,              -- community::SanctionKind
  ground bigint not null,            -- community::Ground
  reason text not null default '',   -- in words, as the member reads it
  given_by bigint references member (id),
  given_at bigint not null,
  ends_at bigint,                    -- null: until it is lifted
  lifted_at bigint,
  lifted_by bigint references member (id),
  appeal_hash text                   -- of the token in the letter, for who can no longer sign in
);
create index sanction_by_member on sanction (member, id);
create unique index sanction_by_appeal on sanction (appeal_hash) where appeal_hash is not null;

create table appeal (                -- a second look, asked for once
  id bigint not null primary key,
  member bigint not null references member (id),
  object_kind bigint not null,       -- community::ObjectKind: moderation_case, contribution or sanction
  object bigint not null,
  words text not null,
  sent_at bigint not null,
  first_by bigint references member (id),  -- who decided first
  decision bigint not null default 0,      -- community::AppealDecision
  decided_at bigint,
  decided_by bigint references member (id),
  answer text not null default '',
  unique (object_kind, object)
);
create index appeal_waiting on appeal (id) where decision = 0;
create index appeal_by_member on appeal (member, id);

create table member_note (           -- for staff only
  id bigint not null primary key,
  member bigint not null references member (id),
  author bigint not null references member (id),
  body text not null,
  written_at bigint not null
);
create index member_note_by_member on member_note (member, id);

-- What staff did, in order. The words are those of community/moderation/audit.cpp, so that the index serves it.
create index activity_of_staff on activity (id)
  where verb in (7, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 73, 74, 81, 83, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101) or (counterpart is not null and verb in (23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 84));

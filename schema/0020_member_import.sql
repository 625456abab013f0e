-- Files of people the community may write to: how they were read, what was refused, and who waits for an invitation.
create table member_import (
  id bigint not null primary key,
  made_by bigint not null references member (id),
  file_name text not null,
  content text not null,               -- the file as text, until it was brought in
  plan text not null default '{}',     -- JSON: what each column is, the legal basis, duplicates, pace
  state bigint not null,               -- community::ImportState
  created_at bigint not null,
  started_at bigint,
  ended_at bigint,
  people bigint not null default 0,    -- who are invited
  merged bigint not null default 0,    -- lines that named somebody again
  known bigint not null default 0,     -- lines of people who have an account
  refused bigint not null default 0,   -- lines that were refused
  refusals text not null default ''    -- those lines with the reasons, as a table
);

create table imported_member (         -- somebody who is invited and has no account yet
  id bigint not null primary key,
  import bigint not null references member_import (id),
  email text not null,
  email_key text not null unique,
  name text not null default '',
  handle text not null default '',
  language text not null default '',
  place text not null default '',
  sent_at bigint,                      -- when the invitation went out
  member bigint references member (id),  -- who they became
  came_at bigint
);
create index imported_member_by_import on imported_member (import, id);
create index imported_member_waiting on imported_member (import, id) where sent_at is null;

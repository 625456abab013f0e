-- Conversations that members hand on: each has an address of their own, which counts how many come by it. Nothing is
-- kept of who comes, unless they join.
create table share (
  id bigint not null primary key,
  member bigint not null references member (id),
  thread bigint not null references thread (id),
  created_at bigint not null,
  visits bigint not null default 0,
  unique (member, thread)
);

create index share_by_age on share (created_at, id);

create table share_day (
  day bigint not null primary key,   -- in the community's zone, since 1970
  visits bigint not null
);

-- Who signed up from a conversation that somebody had handed on to them.
create table shared_member (
  member bigint not null primary key references member (id),
  share bigint not null references share (id),
  came_at bigint                     -- null: has not come in yet
);
create index shared_member_by_share on shared_member (share);

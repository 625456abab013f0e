-- When each member's next digest is due, and what the last ones held, so that nothing comes twice.
create table digest (
  member bigint not null primary key references member (id),
  next_at bigint not null,
  last_at bigint not null default 0, -- up to when the last one looked, of the day or of the week
  weekly_at bigint not null default 0, -- the same of the last of the week
  shown text not null default ''     -- identifiers of the threads it and those before it named, the last first
);
create index digest_due on digest (next_at);

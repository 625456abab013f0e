-- What the community brings in, each gain with the acts it comes from.
create table gain (
  id bigint not null primary key,
  kind bigint not null,              -- community::GainKind
  month bigint not null,
  at bigint not null,
  quantity bigint not null,          -- cents of an order, pages of a day; otherwise 1
  member bigint references member (id),  -- whose act it was
  thread bigint,
  subject bigint,                    -- the order; the day of the pages
  act bigint,                        -- the activity it comes from
  words text not null default '',
  ended_at bigint,                   -- it does not count any more
  ended_act bigint                    -- the activity that ended it
);
create unique index gain_once on gain (kind, act);
create index gain_by_month on gain (kind, month, id);
create index gain_by_member on gain (member, kind);
create index gain_by_thread on gain (thread, kind);
create index gain_by_subject on gain (kind, subject);

create table gain_act (              -- where one act is not enough to say where it comes from
  gain bigint not null references gain (id),
  act bigint not null,
  primary key (gain, act)
);

create table page_view (             -- pages the server gave out, by day and kind of page: of nobody in particular
  day bigint not null,               -- since 1970, in the community's time zone
  place text not null,
  views bigint not null,
  primary key (day, place)
);

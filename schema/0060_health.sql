-- How the community lives, folded from the timeline by a job (src/community/health): all of it can be made anew from
-- `activity`. Days are those of the community's time zone, counted from 1970-01-01.
create table health_state (
  place bigint not null primary key, -- 1: there is one
  last_act bigint not null,          -- of `activity`: what is folded
  time_zone text not null,           -- whose days these are
  reported_act bigint not null,      -- what the figures take in
  reported_at bigint not null,       -- 0: there are none yet
  report_cost bigint not null        -- how long the figures took, in microseconds
);

create table health_act (            -- how much of each kind was done
  day bigint not null,
  kind bigint not null,              -- community::health::ActKind
  acts bigint not null,
  primary key (day, kind)
);

create table health_hour (           -- when members exchange
  day bigint not null,
  hour bigint not null,              -- 0 to 23
  acts bigint not null,
  primary key (day, hour)
);

create table health_member_day (     -- who took part
  member bigint not null,
  day bigint not null,
  acts bigint not null,
  words bigint not null,             -- of these: conversations, replies and comments
  primary key (member, day)
);
create index health_member_day_by_day on health_member_day (day, member);

create table health_tie (            -- who turned to whom
  from_member bigint not null,
  to_member bigint not null,
  day bigint not null,
  kind bigint not null,              -- community::health::ActKind
  acts bigint not null,
  primary key (from_member, to_member, day, kind)
);
create index health_tie_by_other on health_tie (to_member, from_member);

create table health_word (           -- replies and comments, as long as they stand
  object_kind bigint not null,       -- community::ObjectKind
  object bigint not null,
  thread bigint not null,
  at bigint not null,
  author bigint not null,
  counterpart bigint not null,       -- whom it answers; 0: nobody else
  gone bigint not null,              -- 1: deleted
  primary key (object_kind, object)
);
create index health_word_by_thread on health_word (thread, at);

create table health_thread (
  thread bigint not null primary key,
  opened_at bigint not null,
  author bigint not null,
  first_at bigint,                   -- of the first reply
  first_by bigint,
  accepted_at bigint,
  accepted_by bigint,                -- who wrote the accepted answer
  gone bigint not null
);
create index health_thread_unanswered on health_thread (opened_at, thread) where first_at is null and gone = 0;
create index health_thread_by_answer on health_thread (first_at, thread);
create index health_thread_by_solution on health_thread (accepted_at, thread);

-- Today: what the community manager should do for one member or thread, each with its reason, and what became of it.
create table task (
  id bigint not null primary key,
  kind bigint not null,                  -- cockpit::TaskKind
  occasion text not null,                -- what makes it one: the same is never offered twice
  member bigint references member (id),  -- about whom
  thread bigint references thread (id),  -- about which conversation
  figure bigint not null default 0,      -- what the reason counts: days, answers, contributions
  usual bigint not null default 0,       -- beside what it is usually
  weight bigint not null default 0,      -- its place in the order
  words text not null default '',        -- of a task somebody wrote
  made_by bigint references member (id), -- who wrote it; null: found on the timeline
  made_at bigint not null,
  state bigint not null default 1,       -- cockpit::TaskState
  rests_until bigint not null default 0, -- set back until then
  assignee bigint references member (id),
  decided_by bigint references member (id),
  decided_at bigint,
  contact bigint not null default 0,     -- cockpit::Contact
  unique (kind, occasion)
);
create index task_open on task (weight, id) where state = 1;
create index task_by_decision on task (decided_at) where decided_at is not null;
create index task_by_member on task (member);

create table personal_word (             -- what somebody of the team wrote to one member
  id bigint not null primary key,
  member bigint not null references member (id),
  author bigint not null references member (id),
  task bigint,
  body text not null,
  written_at bigint not null,
  read_at bigint
);
create index personal_word_by_member on personal_word (member, id);
create index personal_word_by_author on personal_word (author);

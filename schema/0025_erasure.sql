-- Members who asked to be erased, and those who were: what a backup brought back later is erased by again.
create table erasure (
  member bigint not null primary key,
  words bigint not null,             -- community::WordsLeft
  asked_at bigint not null,
  due_at bigint not null,
  done_at bigint,                    -- null: asked for, or under way
  step bigint not null default 0,    -- of erasure_steps.cpp: where to go on after an interruption
  after_id bigint not null default 0 -- within the step
);
create index erasure_done on erasure (done_at);

-- Work to be done after an answer was given, kept in the transaction that asks for it (src/core/jobs).
create table job (
  id bigint not null primary key,
  kind text not null,
  payload text not null,            -- JSON, as the handler of the kind reads it
  run_at bigint not null,           -- not before this instant
  attempts integer not null default 0,
  last_error text,
  lease_until bigint,               -- being worked on until then
  leased_by bigint,                 -- the number of the node that works on it
  failed_at bigint,                 -- given up, kept to be seen
  created_at bigint not null
);
create index job_run_at on job (failed_at, run_at, id);

-- When what is done again and again is due next; the row is taken by one node each time.
create table job_period (
  kind text not null primary key,
  next_at bigint not null
);

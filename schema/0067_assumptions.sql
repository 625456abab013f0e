-- What is assumed where nothing can be counted: each time it is stated, the latest in force.
create table assumption (
  id bigint not null primary key,
  key bigint not null,               -- community::AssumptionKey
  low bigint not null,               -- cents, or hundredths of a percent, as the key has it
  base bigint not null,
  high bigint not null,
  source text not null,
  sentence text not null,
  author bigint references member (id),
  at bigint not null
);
create index assumption_by_key on assumption (key, id);

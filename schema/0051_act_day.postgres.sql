-- Folded from the timeline: how often each member did or received what, by day and space.
create table act_day (
  part bigint not null,              -- community::ActPart
  verb bigint not null,              -- community::Verb
  member bigint not null,
  day bigint not null,               -- of UTC, since 1970
  space bigint not null,             -- 0: in none
  acts bigint not null,
  amount bigint not null,            -- the sum of what the acts amount to
  primary key (part, verb, member, day, space)
);

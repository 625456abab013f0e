-- Who leads without having been asked: four criteria measured from the folds of 0060, corrections by hand, and the first
-- circle. Measures and scores are counted anew with the figures of 0061.
create table leader_measure (
  member bigint not null primary key,
  set_off bigint not null,           -- replies and comments by others in conversations they opened
  known_by bigint not null,          -- members they exchanged with
  thanked bigint not null,           -- thanks and accepted answers received, of a thousand contributions
  weeks bigint not null,             -- of the last 26, in how many they took part
  scores bigint not null,            -- 1 to 3 each, as four decimal digits: charismatic, known, recognised, available
  total bigint not null              -- 4 to 12, with what was corrected
);
create index leader_measure_by_total on leader_measure (total, member);

create table leader_correction (
  member bigint not null references member (id),
  criterion bigint not null,         -- community::health::Criterion
  score bigint not null,             -- 1 to 3
  note text not null,                -- why
  author bigint not null references member (id),
  at bigint not null,
  primary key (member, criterion)
);

create table first_circle (          -- at most 25
  member bigint not null primary key references member (id),
  chosen_by bigint not null references member (id),
  chosen_at bigint not null
);

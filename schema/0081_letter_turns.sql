-- Letters that the team sent of its own accord, so that nobody gets more of them than the community chose.
create table letter_turn (
  id bigint not null primary key,
  member bigint not null references member (id),
  sort bigint not null,                    -- community::LetterSort
  at bigint not null                       -- when it went, or goes
);
create index letter_turn_by_member on letter_turn (member, at);
create index letter_turn_by_instant on letter_turn (at);

-- Of letters to many: how many wait for their turn, and how many were not sent since it came too late.
alter table segment_letter add column waited bigint not null default 0;
alter table segment_letter add column held_back bigint not null default 0;
alter table group_letter add column waited bigint not null default 0;
alter table group_letter add column held_back bigint not null default 0;

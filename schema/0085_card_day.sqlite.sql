-- Folded from the timeline: on which days a member did or was done what kind of act, in which space. By it the timeline
-- of one member is read through a filter without walking all of it. Kept in the order of its key.
create table card_day (
  member bigint not null,
  part bigint not null,              -- community::ActPart
  day bigint not null,               -- of UTC, since 1970
  kind bigint not null,              -- community::CardKind
  space bigint not null,             -- 0: in none
  acts bigint not null,
  primary key (member, part, day, kind, space)
) without rowid;

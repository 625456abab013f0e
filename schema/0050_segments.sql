-- Segments: saved conditions on members, and who is in each just now.
create table segment (
  id bigint not null primary key,
  slug text not null unique,
  name text not null,
  description text not null default '',
  condition text not null,           -- in its readable form (community/segments/condition.h)
  made_by bigint references member (id),  -- null: it came with a journey
  made_at bigint not null,
  changed_at bigint not null,
  evaluated_at bigint,               -- when all members were looked at; null: they wait to be
  members bigint not null default 0,
  removed_at bigint
);

create table segment_member (
  segment bigint not null references segment (id),
  member bigint not null references member (id),
  since_at bigint not null,
  primary key (segment, member)
);
create index segment_member_by_member on segment_member (member, segment);
create index segment_member_by_since on segment_member (segment, since_at);

create table segment_move (          -- who came and went, each told on the timeline too
  segment bigint not null references segment (id),
  activity bigint not null,
  member bigint not null references member (id),
  entered bigint not null,           -- 1 entered, 0 left
  at bigint not null,
  primary key (segment, activity)
);
create index segment_move_by_member on segment_move (member, activity);
create index segment_move_by_instant on segment_move (segment, at);

create table fold (                  -- how far each view of the timeline has got
  view text not null primary key,
  last_activity bigint not null
);

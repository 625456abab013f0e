-- Journeys: the stages through which members grow, and who stands where.
create table journey (
  id bigint not null primary key,
  slug text not null unique,
  name text not null,                -- JSON: language to text
  made_at bigint not null,
  removed_at bigint
);

create table stage (
  id bigint not null primary key,
  journey bigint not null references journey (id),
  slug text not null unique,
  lane bigint not null,              -- community::Lane
  position bigint not null,          -- in its lane; the highest whose rule holds counts
  name text not null,                -- JSON: language to text
  segment bigint references segment (id),  -- its entry rule; null: by hand alone
  too_long_days bigint not null default 0, -- after so many days somebody stays too long; 0: never
  removed_at bigint
);
create index stage_by_journey on stage (journey, lane, position);

create table stage_member (          -- who is at which stage now
  journey bigint not null references journey (id),
  lane bigint not null,
  member bigint not null references member (id),
  stage bigint not null references stage (id),
  since_at bigint not null,
  by_hand bigint not null default 0, -- 1: put there by somebody; rules leave them there
  primary key (journey, lane, member)
);
create index stage_member_by_stage on stage_member (stage, since_at, member);
create index stage_member_by_member on stage_member (member);

create table stage_stay (            -- stays that are over
  stage bigint not null references stage (id),
  member bigint not null references member (id),
  entered_at bigint not null,
  left_at bigint not null,
  next bigint references stage (id), -- the stage after; null: none
  primary key (stage, member, entered_at)
);
create index stage_stay_by_member on stage_stay (member);
create index stage_stay_by_end on stage_stay (stage, left_at);

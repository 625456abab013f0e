-- The figures of how the community lives, as they were last counted from what 0060 folds.
create table health_figure (
  name text not null primary key,    -- community::health::figure_kinds()
  value double precision,            -- null: there is nothing to count
  before_value double precision,     -- a period earlier
  year_ago double precision          -- 52 weeks earlier, on the same weekdays
);

create table health_point (          -- what charts draw
  series text not null,
  place bigint not null,
  value double precision not null,
  primary key (series, place)
);

create table health_standing (       -- where each member stands, so that a figure opens onto those it counts
  member bigint not null primary key,
  first_day bigint not null,
  last_day bigint not null,
  standing bigint not null,          -- community::health::Standing, of the last 28 days
  rhythm bigint not null,            -- community::health::Rhythm
  lonely bigint not null,            -- 1: new, wrote, and nobody turned to them
  top bigint not null,               -- 1 to 10 of those who did most; 0
  quarter bigint not null,           -- the sub-community, 1 the largest; 0 none
  partners bigint not null,          -- how many others they exchange with
  holds bigint not null,             -- 1: somebody is tied to the others by them alone
  reach bigint not null              -- of a million shortest ways between two members, how many lead over them
);
create index health_standing_by_standing on health_standing (standing, member);
create index health_standing_by_rhythm on health_standing (rhythm, member);
create index health_standing_lonely on health_standing (member) where lonely = 1;
create index health_standing_bridges on health_standing (reach, member) where holds = 1;
create index health_standing_top on health_standing (top) where top > 0;
create index health_standing_by_quarter on health_standing (quarter, member);

create table health_drawn (          -- the picture of who exchanges with whom
  member bigint not null primary key,
  x double precision not null,       -- 0 to 1
  y double precision not null
);
create table health_line (
  member bigint not null,
  other bigint not null,
  acts bigint not null,
  primary key (member, other)
);

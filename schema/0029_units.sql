-- A directory of units (ships, regiments, schools, chapters, shops): where members served, and when.
create table unit_kind (
  id bigint not null primary key,
  name text not null,                -- JSON: language to text
  created_at bigint not null
);

create table unit (
  id bigint not null primary key,
  kind bigint not null references unit_kind (id),
  name text not null,
  name_key text not null,            -- folded, to put in order and to compare
  other_names text not null default '',  -- one on each line
  place text not null default '',
  place_key text not null default '',
  from_year bigint,                  -- when it began and ended, where known
  to_year bigint,
  created_at bigint not null,
  removed_at bigint                  -- not in the directory any more
);
create index unit_by_name on unit (name_key, id);
create index unit_by_kind on unit (kind, name_key, id);

create table unit_word (             -- the folded words of its names and place; each also with one character taken out
  word text not null,
  unit bigint not null references unit (id),
  whole bigint not null,             -- 1: the word itself
  primary key (word, unit)
);
create index unit_word_by_unit on unit_word (unit);

create table service (               -- who says that they were in a unit, from when to when
  id bigint not null primary key,
  member bigint not null references member (id),
  unit bigint not null references unit (id),
  first_month bigint not null,       -- twelve times the year, plus the month from 0
  last_month bigint not null,        -- open: kOpenEnd of community/units/time_served.h
  precision bigint not null,         -- 1: first month known; 2: last month known; 3: both
  as_what text not null default '',
  visibility bigint not null,        -- community::ShownTo
  stated_at bigint not null
);
create index service_by_member on service (member, first_month);
create index service_by_unit on service (unit, visibility, first_month, last_month, member);

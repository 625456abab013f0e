-- What the community costs.
create table cost (
  id bigint not null primary key,
  kind bigint not null,              -- community::CostKind
  what text not null,
  cents bigint not null,             -- for each month
  first_month bigint not null,       -- twelve times the year, plus the month from 0
  last_month bigint not null,        -- the same as the first: once; open: kOpenMonth of community/returns/month.h
  recorded_by bigint references member (id),
  recorded_at bigint not null,
  revision bigint not null default 1,
  removed_at bigint
);

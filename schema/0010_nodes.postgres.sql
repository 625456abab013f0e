-- How often something was done lately, counted by all processes over this database (src/core/limits/shared_counts.h).
create unlogged table rate_bucket (
  name text not null primary key,   -- hash of the limit and whom it holds back
  tokens double precision not null, -- how often more
  at bigint not null,               -- when that was so
  held bigint not null              -- 1: the last one asked in vain
);

-- The months on paper that were made, each as it was made: an assumption that changes later changes none of them.
create table report (
  id bigint not null primary key,
  month bigint not null,                -- twelve times the year, plus the month from 0
  language text not null,
  content text not null,                -- JSON: community::ReportDocument
  made_at bigint not null,
  made_by bigint references member (id),
  scheduled bigint not null default 0,  -- 1: by the clock
  sent bigint not null default 0        -- to how many
);
create index report_by_age on report (made_at, id);
create unique index report_by_the_clock on report (month, language) where scheduled = 1;

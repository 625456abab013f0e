create table unit_import (           -- a file of units: kept while its columns are chosen and tried out, then what became of it
  id bigint not null primary key,
  made_by bigint not null references member (id),
  file_name text not null,
  content text not null,             -- the file as text, until it was brought in
  plan text not null default '{}',   -- JSON: what each column is, whether new kinds are made
  state bigint not null,             -- units::ImportState
  created_at bigint not null,
  ended_at bigint,                   -- brought in
  made bigint not null default 0,    -- lines of units that were new
  changed bigint not null default 0,
  same bigint not null default 0,
  refused bigint not null default 0,
  refusals text not null default ''  -- those lines with the reasons, as a table
);

-- A copy of everything held about a member, made by a job where it is too large to be made while they wait.
create table data_copy (
  id bigint not null primary key,
  member bigint not null references member (id),
  asked_at bigint not null,
  ready_at bigint,                   -- null: still being made
  expires_at bigint not null         -- its files are gone from then on
);
create index data_copy_by_member on data_copy (member, id);

create table data_copy_part (        -- its files, each a whole archive by itself
  copy bigint not null references data_copy (id),
  number bigint not null,
  file text not null,                -- its sum, as src/core/blobs names it
  size bigint not null,              -- bytes
  primary key (copy, number)
);

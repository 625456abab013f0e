-- Visits by the addresses that members hand on, by address and day, so that how many came can be told by whom. Of those
-- counted before nothing says by which address each day's came: they stand on the day on which theirs was made.
create table share_visit (
  day bigint not null,               -- in the community's zone, since 1970
  share bigint not null references share (id),
  visits bigint not null,
  primary key (day, share)
);
insert into share_visit (day, share, visits) select created_at / 86400000000, id, visits from share where visits > 0;
drop table share_day;

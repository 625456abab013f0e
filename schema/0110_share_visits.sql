-- Visits by the addresses that members hand on, by address and day, so that how many came can be told by whom. Of those
-- counted before nothing says by which address a day's came: each day is shared out among the addresses there were, in
-- proportion to all that ever came by them; what division leaves goes to the one most came by.
create table share_visit (
  day bigint not null,               -- in the community's zone, since 1970
  share bigint not null references share (id),
  visits bigint not null,
  primary key (day, share)
);
insert into share_visit (day, share, visits)
with part as (
  select share_day.day as day, share.id as share, share_day.visits as whole,
    share_day.visits * share.visits / cast(sum(share.visits) over (partition by share_day.day) as bigint) as visits,
    row_number() over (partition by share_day.day order by share.visits desc, share.id) as place
  from share_day join share on share.visits > 0 and share.created_at / 86400000000 <= share_day.day + 1
), shared_out as (
  select day, share, place, visits, whole - cast(sum(visits) over (partition by day) as bigint) as rest from part
)
select day, share, visits + case when place = 1 then rest else 0 end from shared_out
where visits + case when place = 1 then rest else 0 end > 0;
drop table share_day;

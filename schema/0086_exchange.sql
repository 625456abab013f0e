-- Who exchanged with whom in all, folded beside health_tie of 0060: both directions of a pair in a row of each.
create table health_exchange (
  member bigint not null,
  other bigint not null,
  given bigint not null,             -- from the member to the other
  received bigint not null,
  acts bigint not null,              -- both
  primary key (member, other)
);
create index health_exchange_by_acts on health_exchange (member, acts, other);

insert into health_exchange (member, other, given, received, acts)
select pair.member, pair.other, sum(pair.given), sum(pair.received), sum(pair.given) + sum(pair.received)
from (
  select from_member as member, to_member as other, acts as given, 0 as received from health_tie
  union all
  select to_member as member, from_member as other, 0 as given, acts as received from health_tie
) pair
group by pair.member, pair.other;

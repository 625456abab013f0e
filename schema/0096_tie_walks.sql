-- With whom a member exchanges is one walk in each direction, also for who answers half the community.
drop index health_tie_by_other;
create index health_tie_by_other on health_tie (to_member, from_member, day, acts);

-- Gains are listed by the day they are of, not by when they were traced.
drop index gain_by_month;
create index gain_by_month on gain (kind, month, at, id);
create index gain_by_day on gain (month, at, id);
drop index gain_by_member;
create index gain_by_member on gain (member, kind, month, at, id);

-- Which acts of the timeline are those of staff: written with them, by the one table of community/activity/staff_acts.cpp,
-- so that a verb added there needs no migration. These are the ones there were before.
create table staff_act (
  activity bigint not null primary key
);
insert into staff_act (activity)
  select id from activity
  where verb in (7, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 73, 74, 81, 83, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 111, 112, 113, 114, 116, 124, 125, 126, 133, 146, 147, 148, 160, 161, 162, 166, 167, 170, 171, 172, 180, 181, 182, 183, 184, 188, 200, 201, 202, 211, 212, 213, 214, 225, 226, 229, 230, 231, 232, 240, 241, 242)
     or (counterpart is not null and verb in (23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 84, 118, 131, 215));
drop index activity_of_staff;

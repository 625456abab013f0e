-- What an act of staff changed: one row for each fact that is not as it was before (src/community/activity/staff_change.h).
create table staff_change (
  id bigint not null primary key,
  activity bigint not null,          -- the act, which is in staff_act
  what text not null,                -- in the program's own English words: "Name"
  was text not null,                 -- empty: it was not there
  became text not null,              -- empty: it is there no more, or is not told
  said bigint not null               -- community::Said: in which words the two are
);
create index staff_change_by_act on staff_change (activity, id);

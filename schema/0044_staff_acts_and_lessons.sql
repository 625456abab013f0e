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

-- What decisions taught about spam: the numbers of each contribution's signs, never its words, and in how many lessons
-- of each kind each number was seen (the sign 0: in all).
create table lesson (
  id bigint not null primary key,
  object_kind bigint not null,       -- community::ObjectKind: a contribution, a post or a comment
  object bigint not null,
  author bigint not null references member (id),
  learnt_at bigint not null,
  lesson bigint not null,            -- community::Lesson
  guess bigint,                      -- how likely spam it seemed just before, in millionths; null: nothing was known
  signs text not null,               -- JSON: numbers
  unique (object_kind, object)
);
create index lesson_by_author on lesson (author);
create index lesson_by_age on lesson (learnt_at);

create table sign_count (
  sign bigint not null primary key,
  fine bigint not null,
  spam bigint not null
);

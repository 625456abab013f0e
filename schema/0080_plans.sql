-- Individual plans: an ordered set of steps, and who goes through them.
create table plan (
  id bigint not null primary key,
  slug text not null unique,
  name text not null,
  description text not null default '',
  segment bigint references segment (id),  -- who comes into it begins, once; null: by hand alone
  ends_when text not null default '',      -- a condition that ends it for whom it holds; empty: none
  purpose bigint references purpose (id),  -- the consent its letters rest on; null: it writes none
  signed_by bigint references member (id), -- in whose name its letters go
  made_by bigint references member (id),
  made_at bigint not null,
  changed_at bigint not null,
  running bigint not null default 0,       -- 1: switched on
  followed bigint not null default 0,      -- how far who comes into the segment was followed on the timeline
  removed_at bigint
);

create table plan_step (
  id bigint not null primary key,
  plan bigint not null references plan (id),
  position bigint not null,
  kind bigint not null,                    -- community::StepKind
  way bigint not null,                     -- community::StepWay
  after_days bigint not null,              -- after the step before, or the beginning
  condition text not null default '',      -- for whom it is taken; others go on to the next
  note text not null,                      -- what is to be done, for who does it
  words text not null default '',          -- the letter, or what to begin from when writing by hand
  removed_at bigint
);
create index plan_step_by_plan on plan_step (plan, position);

create table plan_member (                 -- one member's way through a plan
  id bigint not null primary key,
  plan bigint not null references plan (id),
  member bigint not null references member (id),
  assigned_by bigint references member (id),  -- null: by the segment
  begun_at bigint not null,
  next_step bigint references plan_step (id), -- null: none is left
  due_at bigint not null,                  -- when the next step is, or is looked at again
  task bigint,                             -- of the step before, not decided on yet: the next waits for it
  held bigint not null default 0,          -- community::Held: why the next step waits beyond its day
  ended_at bigint,
  ending bigint not null default 0,        -- community::PlanEnding
  ended_by bigint references member (id)
);
create unique index plan_member_under_way on plan_member (plan, member) where ended_at is null;
create index plan_member_by_plan on plan_member (plan, id);
create index plan_member_by_member on plan_member (member, id);
create index plan_member_due on plan_member (due_at, id) where ended_at is null and task is null;
create index plan_member_by_task on plan_member (task) where task is not null;

create table plan_moment (                 -- what a plan did for somebody, and why it did not
  id bigint not null primary key,
  way bigint not null references plan_member (id),
  plan bigint not null references plan (id),
  member bigint not null references member (id),
  step bigint references plan_step (id),
  what bigint not null,                    -- community::PlanMoment::What
  at bigint not null,
  until bigint                             -- of a letter held back
);
create index plan_moment_by_plan on plan_moment (plan, id);
create index plan_moment_by_way on plan_moment (way, id);
create index plan_moment_by_member on plan_moment (member, id);

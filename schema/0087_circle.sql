-- The circle in which the team sees a member: the brand's own staff, loyal customers, fans, or one the community named.
create table member_circle (
  member bigint not null primary key references member (id),
  circle text not null,              -- community::circles
  note text not null default '',     -- why
  author bigint not null references member (id),
  at bigint not null
);
create index member_circle_by_circle on member_circle (circle, member);

-- Who may do what: openness of spaces, cells of their table that differ from it, roles of the community's own making.
alter table space add column openness bigint not null default 1;  -- community::Openness

create table custom_role (
  id bigint not null primary key,
  slug text not null unique,
  name text not null,                -- JSON: language to text
  created_at bigint not null
);

create table member_role (           -- who has which
  member bigint not null references member (id),
  role bigint not null references custom_role (id),
  granted_by bigint references member (id),
  granted_at bigint not null,
  primary key (member, role)
);
create index member_role_by_role on member_role (role, member);

create table space_reader (          -- who reads a space of visibility "chosen", beside those who manage the community
  space bigint not null references space (id),
  role bigint not null references custom_role (id),
  primary key (space, role)
);
create index space_reader_by_role on space_reader (role);

create table space_right (           -- a cell of a space's table that differs from what its openness gives
  space bigint not null references space (id),
  standing text not null,            -- "newcomer", "member", "expert", "leader", or the slug of a custom role after "role:"
  action bigint not null,            -- community::Action
  permission bigint not null,        -- community::Permission
  primary key (space, standing, action)
);

-- Groups: named sets of members, with spaces of their own. Whether one learns of a hidden one is only_visible_groups of
-- community/visibility.
create table member_group (
  id bigint not null primary key,
  slug text not null unique,
  name text not null,
  name_key text not null,            -- folded, to search and to compare
  description text not null default '',
  door bigint not null,              -- community::Door
  created_at bigint not null,
  ended_at bigint                    -- dissolved: nobody is in it any more
);
create index member_group_by_name on member_group (name_key, id);

create table membership (
  member_group bigint not null references member_group (id),
  member bigint not null references member (id),
  standing bigint not null,          -- community::GroupStanding
  since bigint not null,
  letters bigint not null default 0, -- 1: wishes to receive what its officers write to it
  primary key (member_group, member)
);
create index membership_by_member on membership (member, member_group);
create index membership_by_standing on membership (member_group, standing, since);

create table group_request (         -- who asked to be let in, and what became of it
  member_group bigint not null references member_group (id),
  member bigint not null references member (id),
  words text not null,
  asked_at bigint not null,
  decision bigint not null default 0,  -- 0 waits, 2 turned away
  decided_at bigint,
  decided_by bigint references member (id),
  reason text not null default '',
  primary key (member_group, member)
);
create index group_request_waiting on group_request (member_group, asked_at) where decision = 0;
create index group_request_by_member on group_request (member);

create table group_invitation (
  member_group bigint not null references member_group (id),
  member bigint not null references member (id),
  invited_by bigint not null references member (id),
  invited_at bigint not null,
  primary key (member_group, member)
);
create index group_invitation_by_member on group_invitation (member);

create table group_space (           -- whose space it is
  space bigint not null primary key references space (id),
  member_group bigint not null references member_group (id)
);
create index group_space_by_group on group_space (member_group);

create table group_letter (          -- what officers wrote to a group
  id bigint not null primary key,
  member_group bigint not null references member_group (id),
  author bigint not null references member (id),
  subject text not null,
  body text not null,
  written_at bigint not null,
  receivers bigint not null default 0,     -- to how many it went so far
  after_member bigint not null default 0,  -- it went to members up to this identifier
  finished_at bigint
);
create index group_letter_by_group on group_letter (member_group, id);

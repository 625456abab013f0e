-- How one arrives: what was asked of those who wish to join and what they answered; invitations, and who came by which.
create table join_request (
  member bigint not null primary key references member (id),  -- unconfirmed until somebody lets them in
  answers text not null default '{}',  -- JSON: questions, as they were put, and answers
  asked_at bigint,                     -- when the address was confirmed; null before
  decision bigint not null default 0,  -- community::RequestDecision
  decided_at bigint,
  decided_by bigint references member (id),
  word text not null default ''        -- what the one who decided wrote to them
);
create index join_request_waiting on join_request (asked_at, member) where decision = 0;

create table invitation (
  id bigint not null primary key,
  made_by bigint not null references member (id),
  note text not null default '',       -- for whom, in the words of the one who made it
  seats bigint not null,
  taken bigint not null default 0,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint
);
create index invitation_by_maker on invitation (made_by, id);

create table invited_member (          -- by which invitation a member comes or came
  member bigint not null primary key references member (id),
  invitation bigint not null references invitation (id),
  came_at bigint                       -- when they took their seat; null before the address was confirmed
);
create index invited_member_by_invitation on invited_member (invitation, came_at);

-- What is known of a member's address from letters that came back or were unwelcome (community/incoming). One row for
-- each member of whose letters anything is known; about the address it names, and about no later one of theirs.
create table letter_trouble (
  member bigint not null primary key references member (id),
  address text not null,
  days bigint not null,     -- on which one came back for now
  last_at bigint not null,   -- the last of them
  reason bigint not null,   -- 0 none yet, 1 no such address, 2 came back again and again, 3 called unwanted
  status text not null,      -- what the server said, as "5.1.1"; may be empty
  stopped_at bigint          -- since when none are sent but those asked for
);

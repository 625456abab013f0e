-- Letters that came in and were obeyed, so that each is only once (community/incoming). A sum of its Message-ID, or of
-- the whole letter where it has none.
create table letter_in (
  sum text not null primary key,
  read_at bigint not null
);
create index letter_in_read_at on letter_in (read_at);

-- When a member was last told that a letter from another address than theirs was not taken.
create table letter_back (
  member bigint not null primary key references member (id),
  written_at bigint not null
);

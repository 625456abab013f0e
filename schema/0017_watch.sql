-- What is looked at more closely: words and addresses, conversations that are to go slowly, and why something waits.
create table watched_word (
  id bigint not null primary key,
  words text not null,               -- as typed
  word_key text not null unique,     -- folded, words joined by blanks; of an address its parts
  effect bigint not null,            -- community::WatchEffect
  added_by bigint references member (id),
  added_at bigint not null
);

create table slow_thread (           -- a member may write in it once in so many seconds
  thread bigint not null primary key references thread (id),
  seconds bigint not null
);

alter table contribution add column held_for text not null default '';  -- why it waits where others' do not, for staff

-- What members are told of and how: on the page, by letter at once, in a digest, or not at all.

-- When it was written, unlike created_at, which is the act's; zero for what no letter is to tell of any more.
alter table notification add column written_at bigint not null default 0;
create index notification_to_tell on notification (written_at, id) where read_at is null;

create table telling (               -- a member who never chose has no row and is told as is usual
  member bigint not null references member (id),
  topic bigint not null,             -- community::Topic
  on_page bigint not null,           -- 1: stands among the notifications
  by_letter bigint not null,         -- community::Frequency
  primary key (member, topic)
);

create table letter_habit (          -- when letters may come; a member who never chose has no row
  member bigint not null primary key references member (id),
  stopped_at bigint,                 -- no letters at all but those about the account, since then
  reading bigint not null,           -- community::Frequency of what they might like to read
  hour bigint not null,              -- of digests, 0 to 23, in the member's time zone
  weekday bigint not null,           -- of the weekly one, 1 Monday to 7 Sunday
  quiet_from bigint not null,        -- hour from which nothing comes until quiet_to; the same: always welcome
  quiet_to bigint not null
);

create table letter_thread (         -- what was told by letter of a thread, and what waits to be
  member bigint not null references member (id),
  thread bigint not null,            -- 0: about no conversation
  post bigint not null default 0,    -- number of the last post that a letter told of
  since bigint not null default 0,   -- written_at of the first notification that waits
  due_at bigint,                     -- when its letter is written; null: nothing waits
  told_at bigint not null default 0,
  primary key (member, thread)
);
create index letter_thread_due on letter_thread (due_at) where due_at is not null;
create index letter_thread_by_age on letter_thread (told_at);

create table letter_progress (       -- how far what is folded again and again has come
  name text not null primary key,
  through bigint not null,
  through_id bigint not null default 0
);

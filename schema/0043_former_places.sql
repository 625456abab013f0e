-- Where posts stood before a thread was split or merged: no address ever dies. A number is given to one post only, so
-- each place leads to one.
create table former_place (
  thread bigint not null references thread (id),
  number bigint not null,
  post bigint not null references post (id),
  moved_at bigint not null,
  primary key (thread, number)
);
create index former_place_by_post on former_place (post, thread);

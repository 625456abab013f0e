-- The conversations with most posts of a month, kept with what else was counted of it (month_lived), which is counted
-- anew so that they are there.
create table month_alive (
  from_at bigint not null,
  thread bigint not null references thread (id),
  posts bigint not null,
  primary key (from_at, thread)
);
delete from month_lived;
